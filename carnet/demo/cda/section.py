"""Sections of a structured body, in the order of the CDA schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from carnet.demo.cda import codes
from carnet.demo.cda.codes import LOINC, coded
from carnet.demo.cda.xml import tag, text


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its templates, LOINC code, title, narrative (XML), entries and subsections."""

    templates: tuple[str, ...]
    code: tuple[str, str]  # LOINC, display
    title: str
    narrative: str = ""
    entries: tuple[str, ...] = ()
    inside: Sequence[Section] = field(default=())

    def write(self, key: str) -> str:
        """The section inside its component; ``key`` makes its identifier."""
        inside = (part.write(f"{key}/{n}") for n, part in enumerate(self.inside))
        return tag("component", tag("section",
            codes.templates(*self.templates),
            codes.identified(key),
            coded("code", self.code[0], LOINC, self.code[1]),
            tag("title", text(self.title)),
            *([tag("text", self.narrative)] if self.narrative else []),
            *(tag("entry", entry) for entry in self.entries),
            *inside,
        ))  # fmt: skip


def structured(key: str, sections: Sequence[Section]) -> str:
    """The structured body of a document."""
    written = (section.write(f"{key}/s{n}") for n, section in enumerate(sections))
    return tag("component", tag("structuredBody", *written))
