"""Procedures, encounters, devices, images and other acts (IHE PCC 4.19, 4.14; CI-SIS; DICOM)."""

from __future__ import annotations

import re

from lxml import etree

from carnet.formats.cda import content_dosage as dosage
from carnet.formats.cda.content_model import Detail, Entry, Measure
from carnet.formats.cda.content_names import display
from carnet.formats.cda.content_observed import named, qualified, where
from carnet.formats.cda.content_people import (
    ANSWERS,
    coded_name,
    identifier,
    participants,
    people,
    thing,
)
from carnet.formats.cda.content_source import HL7, Marks, child, children, value
from carnet.formats.cda.content_states import state
from carnet.formats.cda.content_substances import supplied
from carnet.formats.cda.content_titles import bare
from carnet.formats.cda.content_values import worded

STUDY = "1.2.840.10008.9.16"  # DICOM PS3.20, Study Act
_SERIES = "113015"
_CODES = (("method", "methodCode"), ("route", "approachSiteCode"), ("priority", "priorityCode"))
_WHOLE = {f"{HL7}{tag}" for tag in ("table", "tbody", "tr", "list", "text")}
MAX_ADDRESS = 300


def act(element: etree._Element, marks: Marks, kind: str = "act") -> Entry | None:
    """What was done or is to be done; None for what says neither what, when nor by whom."""
    told = _told(element, marks)
    name = named(element, marks)
    start, end = dosage.bounds(element)
    details = [
        *_site(element, marks),
        *_coded(element),
        *participants(element, marks),
        *people(element),
        *_elsewhere(element),
    ]
    if not (name or told or details):
        return None
    answer = [Measure(told)] if bare(told) in ANSWERS else []
    own = re.search(r"\w", told) and name and bare(told) not in bare(name)
    became = state(element, name, marks)
    return Entry(
        kind,
        name or told,
        state="" if answer and became == "planned" else became,
        values=answer,
        when=start,
        until=end,
        details=details,
        comments=[told] if own and not answer else [],
    )


def _told(element: etree._Element, marks: Marks) -> str:
    """Its own words; a whole row to which it points says the same again, for the narrative."""
    text = child(element, "text")
    mark = value(text, "reference").removeprefix("#")
    held = marks.get(mark)
    if held is not None and held.tag in _WHOLE:
        return ""
    return worded(text, marks)


def device(element: etree._Element, marks: Marks) -> Entry | None:
    """A device or anything else supplied."""
    held = [
        text
        for one in children(element, "participant")
        if one.get("typeCode") in {"DEV", "PRD"}
        and (text := thing(child(one, "participantRole"), marks))
    ]
    told = worded(child(element, "text"), marks)
    name = ", ".join(held) or told or coded_name(child(element, "code"), marks)
    if not name:
        return None
    start, end = dosage.bounds(element)
    return Entry("device", name, state=state(element, name, marks), when=start, until=end,
                 details=[*supplied(element), *identifier(element)])  # fmt: skip


def images(study: etree._Element) -> Entry:
    """A study of images: each series by its kind of machine, and how many images it has."""
    details = []
    for series in study.iterfind(".//{*}act"):
        if value(series, "code", "code") == _SERIES:
            kinds = ", ".join(qualified(child(series, "code"))) or display(child(series, "code"))
            count = len(children(series, "entryRelationship/observation"))
            details.append(Detail("images", text=str(count), label=kinds))
    name = display(child(study, "code"))
    return Entry("images", name, when=dosage.bounds(study)[0], details=details)


def _site(element: etree._Element, marks: Marks) -> list[Detail]:
    text = where(element, marks)
    return [Detail("site", text=text)] if text else []


def _coded(element: etree._Element) -> list[Detail]:
    return [
        Detail(term, text=text)
        for term, tag in _CODES
        for code in children(element, tag)
        if (text := display(code))
    ]


def _elsewhere(element: etree._Element) -> list[Detail]:
    """The address of a document kept elsewhere: read, never followed."""
    found = value(element, "reference/externalDocument/text/reference")
    return [Detail("address", text=found[:MAX_ADDRESS])] if found.startswith("http") else []
