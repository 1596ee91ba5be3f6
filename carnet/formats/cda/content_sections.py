"""The body of a document as a tree of titled sections."""

from __future__ import annotations

from lxml import etree

from carnet.formats.cda.content_entries import Entries
from carnet.formats.cda.content_files import File
from carnet.formats.cda.content_model import Section
from carnet.formats.cda.content_more import doubtful, tells_more
from carnet.formats.cda.content_names import display
from carnet.formats.cda.content_narrative import Narrative
from carnet.formats.cda.content_results import tables
from carnet.formats.cda.content_source import HL7, child, children, identified, words
from carnet.formats.cda.content_titles import bare, heading

MAX_SECTIONS = 400
MAX_DEPTH = 8
_COPY = "55108-5"


class Body:
    """Reads the sections of one document; `truncated` says that a bound was met."""

    def __init__(self, root: etree._Element, files: list[File]) -> None:
        self.root = root
        self.marks = identified(root)
        self.files = files
        self.narrative = Narrative(root, {file.mark: file.number for file in files if file.mark})
        self.entries = Entries(self.marks)
        self.count = 0
        self._full = False

    @property
    def truncated(self) -> bool:
        """Whether a bound kept us from showing all of the document."""
        return self._full or self.narrative.truncated or self.entries.truncated

    def sections(self) -> list[Section]:
        """All sections that say something."""
        return self._under(child(self.root, "component/structuredBody"), 1, "")

    def _under(self, holder: etree._Element | None, depth: int, above: str) -> list[Section]:
        found = []
        for element in children(holder, "component/section"):
            self.count += 1
            if self.count > MAX_SECTIONS or depth > MAX_DEPTH:
                self._full = True
                break
            if section := self._section(element, depth, above):
                found.append(section)
        return found

    def _section(self, element: etree._Element, depth: int, above: str) -> Section | None:
        anchor = f"partie-{self.count}"
        title = heading(words(child(element, "title")), display(child(element, "code")))
        results, short = tables(element, title, self.marks)
        entries = self.entries.of(element, title)
        self._full = self._full or short
        title = "" if bare(title) == bare(above) else title
        text, named = child(element, "text"), title or above or anchor.replace("-", " ")
        html, cut = self.narrative.html(text, named)
        own = self._own(element)
        inner = self._under(element, depth + 1, title or above)
        if not (results or entries or html or cut or own or inner):
            return None
        code = child(element, "code")
        copy = code is not None and code.get("code") == _COPY
        more = bool(html) and (doubtful(entries) or tells_more(text, entries, results))
        return Section(anchor, title, html, results, own, inner, copy, entries, more=more, cut=cut)

    def _own(self, element: etree._Element) -> list[int]:
        """Files of the section itself, not of those inside it."""
        return [
            file.number
            for file in self.files
            if next(file.holder.iterancestors(f"{HL7}section"), None) is element
        ]
