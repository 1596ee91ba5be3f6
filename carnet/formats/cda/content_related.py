"""What related acts add to an entry: comments, instructions, reasons, reactions, degrees.

`told` answers None for an act that stands by itself: the caller reads it as an entry of its own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from carnet.formats.cda import content_dosage as dosage
from carnet.formats.cda import content_substances as substances
from carnet.formats.cda.content_model import Detail, Entry
from carnet.formats.cda.content_observed import found
from carnet.formats.cda.content_people import ANSWERS, coded_name
from carnet.formats.cda.content_source import (
    HL7,
    XSI_TYPE,
    Marks,
    child,
    children,
    is_comment,
    value,
)
from carnet.formats.cda.content_titles import bare
from carnet.formats.cda.content_values import worded

_INSTRUCTIONS = {"PINSTRUCT": "instruction", "FINSTRUCT": "dispensing"}
# Observations of IHE PCC that qualify another one; the rest keep the document's own label.
_QUALIFIERS = {
    "SEV": "severity",
    "33999-4": "status",
    "11323-3": "condition",
    "66455-7": "certainty",
}
_LINKS = {"RSON": "reason", "MFST": "reaction", "CAUS": "reaction"}
NO = "non"
_NAMED = {f"{HL7}observation", f"{HL7}act"}


class Told(NamedTuple):
    """Additions to an entry."""

    details: list[Detail] = []
    comments: list[str] = []
    inner: list[Entry] = []


def carries_file(part: etree._Element) -> bool:
    """Whether a group only carries a file, which is shown as a file."""
    return child(part, "component/observationMedia") is not None


def qualifiers(concern: etree._Element, marks: Marks) -> list[Detail]:
    """The state or the gravity that a concern gives to all that it holds."""
    found: list[Detail] = []
    for part in children(concern, "entryRelationship/observation"):
        if term := qualifier(part):
            answer = _answer(part, term, marks)
            found += answer.details if answer else []
    return found


def qualifier(part: etree._Element) -> str:
    """The term of an observation that only qualifies another, or nothing."""
    return _QUALIFIERS.get(value(part, "code", "code"), "")


def comments(holder: etree._Element, marks: Marks) -> list[str]:
    """The comments of a group."""
    parts = [part for link in children(holder, "component") for part in link if is_comment(part)]
    return [text for part in parts if (text := own_words(part, marks))]


def told(entry: Entry, link: etree._Element, part: etree._Element, marks: Marks) -> Told | None:
    """What one related act adds to the entry; None when it is an entry of its own."""
    if part.tag == f"{HL7}substanceAdministration" and entry.kind == "treatment":
        made = substances.step(part, marks)
        return Told(inner=[made] if made else [])
    if part.tag == f"{HL7}supply" and entry.kind in {"treatment", "vaccination"}:
        return Told(details=[*substances.supplied(part), *_instructions(part, marks)])
    if part.tag not in _NAMED:
        return None if len(part) and part.tag != f"{HL7}observationMedia" else Told()
    if is_comment(part):
        return Told(comments=[text for text in [own_words(part, marks)] if text])
    return _qualified(link, part, marks)


def _qualified(link: etree._Element, part: etree._Element, marks: Marks) -> Told | None:
    code = value(part, "code", "code")
    term = _INSTRUCTIONS.get(code) or _LINKS.get(link.get("typeCode") or "", "")
    if term and part.get("negationInd") == "true":
        return Told(details=[_denied(term, part, marks)])
    if term and _answered(part):
        return _answer(part, "", marks)
    if term:
        text = own_words(part, marks) if code in _INSTRUCTIONS else _called(part, marks)
        return Told(details=[Detail(term, text=text)] if text else [])
    if _points(link, part):
        return Told()
    if part.tag == f"{HL7}observation" and not children(part, "entryRelationship"):
        return _answer(part, _QUALIFIERS.get(code, ""), marks)
    return None


def _answer(part: etree._Element, term: str, marks: Marks) -> Told | None:
    """A simple observation is a line: « Rang de la vaccination : 1 »."""
    label = coded_name(child(part, "code"), marks)
    values = found(part, marks)
    if not values and not term:
        start, end = dosage.bounds(part)
        dated = Told(details=[Detail(label=label, when=start, until=end)]) if start else None
        return dated if label else Told()
    lines = [
        Detail(term, label="" if term else label, measure=one if one.unit else None,
               text="" if one.unit else one.value)
        for one in values
    ]  # fmt: skip
    return Told(details=[line for line in lines if line.text or line.measure])


def _denied(term: str, part: etree._Element, marks: Marks) -> Detail:
    """What is denied is said so, unless the author's own words tell what there was."""
    told, name = own_words(part, marks), _called(part, marks)
    if told and bare(told) not in {*ANSWERS, bare(name)}:
        return Detail(term, text=told)
    return Detail(label=name, text=NO)


def _points(link: etree._Element, part: etree._Element) -> bool:
    """Whether an act only refers to another entry of the document (IHE PCC 4.4.1)."""
    refers = link.get("typeCode") == "REFR" and part.tag == f"{HL7}act"
    return refers and not any(children(part, tag) for tag in ("text", "effectiveTime", "performer"))


def _answered(part: etree._Element) -> bool:
    """Whether a reason or a reaction is a question answered by yes or no."""
    answer = child(part, "value")
    return answer is not None and (answer.get(XSI_TYPE) or "").endswith("BL")


def _called(part: etree._Element, marks: Marks) -> str:
    """The name of a reason or of a reaction: what was found, else what it is called."""
    values = ", ".join(one.value for one in found(part, marks))
    return values or coded_name(child(part, "code"), marks) or own_words(part, marks)


def own_words(part: etree._Element, marks: Marks) -> str:
    """What the text of an act says; nothing for a mere dash."""
    told = worded(child(part, "text"), marks)
    return told if re.search(r"\w", told) else ""


def _instructions(supply: etree._Element, marks: Marks) -> list[Detail]:
    found = []
    for part in children(supply, "entryRelationship/act"):
        term, text = _INSTRUCTIONS.get(value(part, "code", "code"), ""), own_words(part, marks)
        found += [Detail(term, text=text)] if term and text else []
    return found
