"""Where the entries of one document stand, whom they are about, and when they say things were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from carnet.formats.cda import content_dosage as dosage
from carnet.formats.cda.content_names import moment
from carnet.formats.cda.content_source import HL7, child, children, identified, value
from carnet.formats.cda.content_values import worded

_STAMP = re.compile(r"\d{4}(?:\d\d(?:\d\d(?:\d\d(?:\d\d(?:\d\d(?:\.\d+)?)?)?)?)?)?(?:[+-]\d{4}|Z)?")
_DAY, _MONTH, _YEAR = 10, 7, 4
_OLDEST = "1880"
_MOST_ROWS = 65_535


class Moments(NamedTuple):
    """Start and end (ISO 8601); `odd` when a stamp names no real moment, or none that can be."""

    when: str
    until: str
    odd: bool


class Source:
    """One document, with what its entries refer to."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.marks = identified(root)
        self.written = moment(value(root, "effectiveTime"))
        self.born = moment(value(root, "recordTarget/patientRole/patient/birthTime"))
        self._steps: dict[etree._Element, dict[etree._Element, str]] = {}

    def sections(self) -> Iterator[tuple[str, etree._Element]]:
        """The sections about the patient, each with the anchor that `content` gives it."""
        body = child(self.root, "component/structuredBody")
        for number, section in enumerate(body.iter(f"{HL7}section") if body is not None else (), 1):
            around = section.iterancestors(f"{HL7}section")
            if self.own(section) and all(self.own(one) for one in around):
                yield f"partie-{number}", section

    def own(self, act: etree._Element) -> bool:
        """Whether an act or a section is about the patient, not about a relative."""
        return child(act, "subject") is None

    def told(self, act: etree._Element) -> str:
        """The words of an act: those of the narrative to which it points, else its own."""
        return worded(child(act, "text"), self.marks)

    def beside(self, act: etree._Element, code: str) -> list[str]:
        """The words of the acts of one code that say more of an act: comments, instructions."""
        parts = children(act, "entryRelationship/act")
        told = (self.told(part) for part in parts if value(part, "code", "code") == code)
        return list(filter(None, told))

    def line(self, element: etree._Element) -> str:
        """The XPath of an element from `ClinicalDocument`, without prefixes."""
        steps: list[str] = []
        while (parent := element.getparent()) is not None and element is not self.root:
            steps.append(self._step(parent, element))
            element = parent
        return "/".join(["", "ClinicalDocument", *reversed(steps)])

    def row(self, element: etree._Element) -> int:
        """The line of the file where an element begins; 0 beyond what libxml2 counts."""
        row: object = element.sourceline
        return row if isinstance(row, int) and row < _MOST_ROWS else 0

    def _step(self, parent: etree._Element, element: etree._Element) -> str:
        if parent not in self._steps:
            self._steps[parent] = _numbered(parent)
        return self._steps[parent][element]

    def moments(self, act: etree._Element, *, ahead: bool = False) -> Moments:
        """When something was; `ahead` allows what the document only foresees."""
        start, end = dosage.bounds(act)
        odd = any(_unreal(stamp) for stamp in _stamps(act)) or (
            bool(end) and end < start[: len(end)]
        )
        return Moments(start, end, odd or self._impossible(start, ahead=ahead))

    def past(self, when: str) -> bool:
        """Whether a moment is over when the document is written."""
        return bool(when) and when[:_DAY] <= self.written[: len(when)]

    def _impossible(self, when: str, *, ahead: bool) -> bool:
        if not when:
            return False
        late = len(self.written) >= _DAY and when[:_DAY] > self.written[:_DAY]
        early = when[:_YEAR] < max(self.born[:_YEAR], _OLDEST)
        return early or (late and not ahead)


def _numbered(parent: etree._Element) -> dict[etree._Element, str]:
    """The step to each child: its name, and its rank where it has namesakes."""
    named: dict[str, list[etree._Element]] = {}
    for one in parent:
        if isinstance(one.tag, str):
            named.setdefault(etree.QName(one).localname, []).append(one)
    return {
        one: name if len(ones) == 1 else f"{name}[{rank}]"
        for name, ones in named.items()
        for rank, one in enumerate(ones, 1)
    }


def _stamps(act: etree._Element) -> Iterator[str]:
    for time in children(act, "effectiveTime"):
        for one in (time, child(time, "low"), child(time, "high")):
            stamp = (one.get("value") or "").strip() if one is not None else ""
            if stamp:
                yield stamp


def _unreal(stamp: str) -> bool:
    """A stamp that is no HL7 time, or of which only a part is a real moment: 20240231."""
    digits = len(stamp) - len(stamp.lstrip("0123456789"))
    expected = _DAY if digits > _MONTH else _MONTH if digits > _YEAR else _YEAR
    return not _STAMP.fullmatch(stamp) or len(moment(stamp)) < expected
