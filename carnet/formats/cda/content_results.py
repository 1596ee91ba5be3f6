"""Results of medical biology, read from the entries (IHE PaLM, CI-SIS volet CR-BIO).

A table is a battery, or the results that belong to none. The analyte bears the laboratory's own
words when the entry points to them, else the first words of the code's display.
"""

from __future__ import annotations

import re

from lxml import etree

from carnet.formats.cda import content_doubts
from carnet.formats.cda.content_model import Measure, Result, ResultTable
from carnet.formats.cda.content_names import display, period
from carnet.formats.cda.content_source import (
    HL7,
    Marks,
    child,
    children,
    is_comment,
    templates,
    value,
)
from carnet.formats.cda.content_states import OF_RESULTS
from carnet.formats.cda.content_values import measures, said, unit, usual, worded

# Laboratory Report Data Processing Entry, and its French refinement.
_ENTRIES = {"1.3.6.1.4.1.19376.1.3.1", "1.2.250.1.213.1.1.3.21"}
_LEVELS = {"H": "high", "HH": "high", "HU": "high", ">": "high"}
_LEVELS |= {"L": "low", "LL": "low", "LU": "low", "<": "low"}
_LEVELS |= {"N": "normal", "A": "abnormal", "AA": "abnormal"}
_INTERPRETATION = "2.16.840.1.113883.5.83"
MAX_RESULTS = 3_000


class _Gathering:
    """Results of one section, in the order of their entries."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.tables: list[ResultTable] = []
        self.left = MAX_RESULTS

    def walk(self, holder: etree._Element, title: str, when: str = "", specimen: str = "") -> None:
        """One group: its own results make a table, its inner groups make theirs."""
        parts = [link[-1] for link in _links(holder) if len(link)]
        when = _collected(parts) or when
        specimen = _specimen(holder) or _sample(parts) or specimen
        rows = [self.result(part) for part in parts if part.tag == f"{HL7}observation"]
        found = [row for row in rows if row]
        comments = [text for part in parts if (text := self.comment(part))]
        if found or (comments and not self.tables):
            self.tables.append(ResultTable(title, found, when, specimen, comments))
        elif comments:
            self.amend(comments)
        for part in parts:
            if part.tag == f"{HL7}organizer":
                own = said(child(part, "code"), self.marks) or display(child(part, "code"))
                self.walk(part, own or _translated(part) or title, when, specimen)

    def amend(self, comments: list[str]) -> None:
        """Comments without results of their own belong to the table before them."""
        last = self.tables[-1]
        self.tables[-1] = ResultTable(
            last.title, last.rows, last.when, last.specimen, [*last.comments, *comments]
        )

    def comment(self, part: etree._Element) -> str:
        """The words of a comment, empty for any other act."""
        return worded(child(part, "text"), self.marks) if is_comment(part) else ""

    def result(self, observation: etree._Element) -> Result | None:
        """One line; None for what has neither name nor value."""
        self.left -= 1
        values = measures(observation, self.marks)
        name = analyte(observation, values, self.marks)
        denied = observation.get("negationInd") == "true"
        status = OF_RESULTS.get(value(observation, "statusCode", "code"), "")
        status = "absent" if denied else status
        if self.left < 0 or not name or not (values or status):
            return None
        level, meaning = interpretation(observation)
        links = [link[-1] for link in children(observation, "entryRelationship") if len(link)]
        return Result(
            analyte=name,
            values=values,
            usual=usual(observation, self.marks),
            level="" if denied else level,
            meaning=meaning,
            previous=self.previous(observation),
            status=status,
            comments=[text for link in links if (text := self.comment(link))],
        )

    def previous(self, observation: etree._Element) -> list[Measure]:
        """Earlier values that the report recalls, the latest first."""
        found: list[Measure] = []
        for link in children(observation, "entryRelationship"):
            earlier = child(link, "observation")
            if link.get("typeCode") == "REFR" and earlier is not None:
                when = next(filter(None, period(child(earlier, "effectiveTime"))), "")
                found += measures(earlier, self.marks, when)
        return sorted(found, key=lambda measure: measure.when, reverse=True)


def tables(section: etree._Element, title: str, marks: Marks) -> tuple[list[ResultTable], bool]:
    """The tables of results of a section, and whether a bound left some out.

    None when its entries are not of biology.
    """
    gathering = _Gathering(marks)
    for entry in children(section, "entry"):
        act = child(entry, "act")
        if act is not None and is_biology(entry):
            gathering.walk(act, display(child(act, "code")) or title)
    return content_doubts.compared(gathering.tables, child(section, "text")), gathering.left < 0


def is_biology(entry: etree._Element) -> bool:
    """Whether an entry holds results of medical biology."""
    return bool(_ENTRIES & templates(entry)) and child(entry, "act") is not None


def analyte(observation: etree._Element, values: list[Measure], marks: Marks) -> str:
    """The name of what was measured, without the unit that its value already bears."""
    code = child(observation, "code")
    own, coded = said(code, marks), display(code)
    if any(measure.value and measure.value in own for measure in values):
        own = ""  # the reference points at the result itself
    name = own or re.split(r" \[|:|;", coded)[0].strip() or coded
    found = re.fullmatch(r"(.+?)\s*\(([^()]*)\)", name)
    if found and any(unit(found[2]) == measure.unit for measure in values):
        return found[1]
    return name


def _links(holder: etree._Element) -> list[etree._Element]:
    return [*children(holder, "entryRelationship"), *children(holder, "component")]


def interpretation(observation: etree._Element) -> tuple[str, str]:
    """The level, or the document's words for what is not a level (« Sensible »)."""
    code = child(observation, "interpretationCode")
    if code is None:
        return "", ""
    if code.get("codeSystem") == _INTERPRETATION and code.get("code") in _LEVELS:
        return _LEVELS[code.get("code") or ""], ""
    return "", display(code)


def _collected(parts: list[etree._Element]) -> str:
    """When the sample was taken (procedure of collection)."""
    for part in parts:
        if part.tag == f"{HL7}procedure":
            return next(filter(None, period(child(part, "effectiveTime"))), "")
    return ""


def _sample(parts: list[etree._Element]) -> str:
    for part in parts:
        if part.tag == f"{HL7}procedure":
            return display(child(part, "participant/participantRole/playingEntity/code"))
    return ""


def _specimen(holder: etree._Element) -> str:
    """What a group is about, such as the microbe of an antibiogram."""
    return display(child(holder, "specimen/specimenRole/specimenPlayingEntity/code"))


def _translated(organizer: etree._Element) -> str:
    return display(child(organizer, "code/translation"))
