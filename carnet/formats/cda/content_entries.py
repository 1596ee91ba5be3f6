"""The structured statements of a section, by their class and their models (IHE PCC, CI-SIS).

The class of an act says how to read it; a model (templateId) only refines it, so that an entry of
a model unknown to us is still said in words. Results of biology are read by `content_results`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from lxml import etree
from msgspec.structs import replace

from carnet.formats.cda import content_acts as acts
from carnet.formats.cda import content_dosage as dosage
from carnet.formats.cda import content_problems as problems
from carnet.formats.cda import content_related as related
from carnet.formats.cda import content_substances as substances
from carnet.formats.cda.content_model import Entry
from carnet.formats.cda.content_names import display
from carnet.formats.cda.content_observed import observed
from carnet.formats.cda.content_people import coded_name
from carnet.formats.cda.content_results import is_biology
from carnet.formats.cda.content_source import HL7, Marks, child, children, is_comment, templates
from carnet.formats.cda.content_titles import bare, heading

MAX_ENTRIES = 3_000
MAX_DEPTH = 8
_LINKS = ("entryRelationship", "component")


class Entries:
    """Reads the entries of one document within one budget; `truncated` when it was spent."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.left = MAX_ENTRIES
        self.truncated = False

    def of(self, section: etree._Element, title: str) -> list[Entry]:
        """All that the entries of a section say beyond its own title."""
        found: list[Entry] = []
        for entry in children(section, "entry"):
            if not is_biology(entry):
                for part in entry:
                    found += self._read(part, 1)
        titles = {bare(title), bare(display(child(section, "code")))}
        return [one for one in found if _says_more(one, titles)]

    def _read(self, element: etree._Element, depth: int) -> list[Entry]:
        """What an act says: one entry, or several where it only holds others together."""
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH:
            self.truncated = True
            return []
        if problems.concern(element):
            return self._concerned(element, depth)
        if related.carries_file(element):
            return []
        if element.tag == f"{HL7}organizer":
            return self._group(element, depth)
        made = self._own(element)
        return [self._completed(made, element, depth)] if made else self._within(element, depth)

    def _own(self, element: etree._Element) -> Entry | None:
        """What an act says by itself."""
        read = _READERS.get(etree.QName(element).localname)
        return read(element, self.marks) if read else None

    def _group(self, organizer: etree._Element, depth: int) -> list[Entry]:
        """The parts of a group; a title or a relative makes them one entry."""
        parts = self._within(organizer, depth)
        relative = problems.relative(organizer, self.marks)
        title = heading(coded_name(child(organizer, "code"), self.marks), "")
        if not parts:
            return []
        kind = "family" if relative else "group"
        when, until = dosage.bounds(organizer)
        comments = related.comments(organizer, self.marks)
        return [Entry(kind, relative or title, when=when, until=until, inner=parts,
                      comments=comments)]  # fmt: skip

    def _concerned(self, concern: etree._Element, depth: int) -> list[Entry]:
        """The problems of a concern; what qualifies it is said of the first."""
        found = self._within(concern, depth)
        more = related.qualifiers(concern, self.marks) if found else []
        if more:
            found[0] = replace(found[0], details=[*found[0].details, *more])
        return found

    def _within(self, holder: etree._Element, depth: int) -> list[Entry]:
        """What the acts inside an act say."""
        found: list[Entry] = []
        for link in (one for tag in _LINKS for one in children(holder, tag)):
            for part in link:
                if not (is_comment(part) or related.qualifier(part)):
                    found += self._read(part, depth + 1)
        return found

    def _completed(self, made: Entry, element: etree._Element, depth: int) -> Entry:
        """The entry with what its related acts add: facts, comments, entries of their own."""
        if made.kind == "images":
            return made
        details, comments, inner = list(made.details), list(made.comments), list(made.inner)
        for link in (one for tag in _LINKS for one in children(element, tag)):
            for part in link:
                told = related.told(made, link, part, self.marks)
                if told is None:
                    inner += [one for one in self._read(part, depth + 1) if _says_more(one)]
                else:
                    details += told.details
                    comments += told.comments
                    inner += told.inner
        return replace(made, details=details, comments=_once(comments), inner=inner)


def _observation(element: etree._Element, marks: Marks) -> Entry | None:
    models = templates(element)
    if models & problems.ALLERGY:
        return problems.allergy(element, marks)
    return (problems.problem if models & problems.PROBLEM else observed)(element, marks)


def _act(element: etree._Element, marks: Marks) -> Entry | None:
    if is_comment(element):
        told = related.own_words(element, marks)
        return Entry("act", "", comments=[told]) if told else None
    if acts.STUDY in templates(element):
        return acts.images(element)
    return acts.act(element, marks)


_READERS: dict[str, Callable[[etree._Element, Marks], Entry | None]] = {
    "substanceAdministration": substances.substance,
    "observation": _observation,
    "procedure": partial(acts.act, kind="procedure"),
    "encounter": partial(acts.act, kind="encounter"),
    "supply": acts.device,
    "act": _act,
}


def _once(comments: list[str]) -> list[str]:
    return list(dict.fromkeys(comments))


def _says_more(entry: Entry, titles: Collection[str] = ()) -> bool:
    """Whether an entry says anything that a title, or the question it asks, does not."""
    told = entry.values or entry.details or entry.comments or entry.inner or entry.meaning
    if told or entry.state or (entry.when and not titles):
        return True
    return bool(titles or entry.kind != "measure") and bare(entry.name) not in titles
