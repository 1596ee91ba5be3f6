"""The body of a document as a tree of titled sections."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

from carnet.formats.cda.content_files import File
from carnet.formats.cda.content_model import Section
from carnet.formats.cda.content_names import display
from carnet.formats.cda.content_narrative import Narrative
from carnet.formats.cda.content_results import tables
from carnet.formats.cda.content_source import HL7, child, children, identified, words

MAX_SECTIONS = 400
MAX_DEPTH = 8
_COPY = "55108-5"
_ACRONYM = 5  # one short word in capitals is an acronym: ECBU, IRM
_ACRONYMS = {
    *("AAP", "ACR", "ALD", "ATCD", "AVC", "AVK", "BCG", "DCI", "ECBU", "ECG", "EHPAD"),
    *("FRCP", "HPV", "HTA", "IMC", "INR", "IRM", "IVG", "NIHSS", "ORL", "PPS", "RCP"),
    *("ROR", "SAMU", "SMUR", "SNC", "TNM", "TROD", "UNV", "VHC", "VIH"),
}


class Body:
    """Reads the sections of one document; `truncated` says that a bound was met."""

    def __init__(self, root: etree._Element, files: list[File]) -> None:
        self.root = root
        self.marks = identified(root)
        self.files = files
        self.narrative = Narrative(root, {file.mark: file.number for file in files if file.mark})
        self.count = 0
        self._full = False

    @property
    def truncated(self) -> bool:
        """Whether a bound kept us from showing all of the document."""
        return self._full or self.narrative.truncated

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
        results = tables(element, title, self.marks)
        title = "" if bare(title) == bare(above) else title
        html = self.narrative.html(
            child(element, "text"), title or above or anchor.replace("-", " ")
        )
        own = self._own(element)
        inner = self._under(element, depth + 1, title or above)
        if not (results or html or own or inner):
            return None
        code = child(element, "code")
        copy = code is not None and code.get("code") == _COPY
        return Section(anchor, title, html, results, own, inner, copy=copy)

    def _own(self, element: etree._Element) -> list[int]:
        """Files of the section itself, not of those inside it."""
        return [
            file.number
            for file in self.files
            if next(file.holder.iterancestors(f"{HL7}section"), None) is element
        ]


def heading(title: str, coded: str) -> str:
    """A title as a person would write it: « HEMATOLOGIE » is « Hématologie »."""
    text = re.sub(r"[\s.:]+$", "", title) or coded
    if not text.isupper() or (len(text) <= _ACRONYM and " " not in text):
        return text
    return coded if bare(coded) == bare(text) else _sentence(text)


def _sentence(text: str) -> str:
    """Small letters but for the first one and the acronyms."""
    parts = re.split(r"(\W+)", text)
    small = [part if part in _ACRONYMS else part.lower() for part in parts]
    return "".join([parts[0] if parts[0] in _ACRONYMS else parts[0].capitalize(), *small[1:]])


def bare(text: str) -> str:
    """Text without capitals and accents, to compare titles."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
