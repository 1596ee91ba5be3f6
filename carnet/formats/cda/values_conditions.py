"""Allergies, intolerances (IHE PCC 4.6) and problems (4.5) of the lists of a document as values.

Only what stands in a list of problems or of allergies (the concern acts 4.5.2 and 4.5.3) is one of
the patient's: a finding of an examination, a reason for asking or a reaction is not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from carnet.formats.cda.content_people import ANSWERS, coded_name, thing
from carnet.formats.cda.content_source import COMMENT, child, children, value
from carnet.formats.cda.values_absence import denies, says_nothing, states_absence
from carnet.formats.cda.values_model import Value
from carnet.formats.cda.values_number import MAX_TEXT
from carnet.formats.cda.values_source import Source

PROBLEMS = {"1.3.6.1.4.1.19376.1.5.3.1.4.5.2", "1.2.250.1.213.1.1.3.39"}
ALLERGIES = {"1.3.6.1.4.1.19376.1.5.3.1.4.5.3", "1.2.250.1.213.1.1.3.40"}
_STATUS, _CERTAINTY, _CRITICALITY, _SEVERITY = "33999-4", "66455-7", "82606-5", "SEV"
# Status of a problem or of an allergy: HL7 condition-clinical, and SNOMED 3.5 before 2022.
_STATUSES = {
    **dict.fromkeys(("active", "recurrence", "relapse", "G-A230", "55561003"), "active"),
    **dict.fromkeys(("inactive", "remission", "G-A270", "73425007"), "inactive"),
    **dict.fromkeys(("resolved", "413322009"), "resolved"),
}
_REFUTED = {"refuted", "entered-in-error"}
_LONE_DENIAL = re.compile(r"aucune?s?|néant|non|pas|ras", re.IGNORECASE)


class _Named(NamedTuple):
    """What a condition is called, and whether it is said not to be."""

    name: str
    code: etree._Element | None
    told: str
    negated: bool


def problem(act: etree._Element, source: Source) -> Value | None:
    """A problem of a list, named by its code; what the narrative adds is its `value`."""
    code = child(act, "value")
    told = _told(act, source)
    name = coded_name(code, source.marks) or ("" if told.lower() in ANSWERS else told)
    if not name or says_nothing(code):
        return None
    return _value("problem", act, source, _Named(name, code, told, _negated(act, code, name)))


def allergy(act: etree._Element, source: Source) -> Value | None:
    """An allergy named by what causes it; None where the document names neither cause nor harm."""
    agents = [
        one
        for one in children(act, "participant")
        if one.get("typeCode") == "CSM" and thing(child(one, "participantRole"), source.marks)
    ]
    causes = [thing(child(one, "participantRole"), source.marks) for one in agents]
    nature, told = child(act, "value"), _told(act, source)
    said = coded_name(nature, source.marks)
    name = ", ".join(causes) or said or told
    if not name or says_nothing(nature):
        return None
    code = child(agents[0], "participantRole/playingEntity/code") if agents else nature
    return _value("allergy", act, source, _Named(name, code, told, _negated(act, nature, name)))


def _value(kind: str, act: etree._Element, source: Source, named: _Named) -> Value:
    when, told, code = source.moments(act), named.told, named.code
    answer = told.lower() if told.lower() in ANSWERS else ""
    against = answer == ("oui" if act.get("negationInd") == "true" else "non")
    sort = coded_name(child(act, "code"), source.marks)
    nature = coded_name(child(act, "value"), source.marks) if kind == "allergy" else ""
    same = {text.lower() for text in (named.name, sort, nature)}
    facts = [("sort", sort), ("nature", nature), *_qualities(act, source)]
    return Value(
        kind=kind,
        name=_told_apart(named.name, sort),
        code=(code.get("code") or "") if code is not None else "",
        code_system=(code.get("codeSystem") or "") if code is not None else "",
        value="" if answer or told.lower() in same else told,
        when=when.when,
        until=when.until,
        status=_status(act) or ("resolved" if source.past(when.until) else ""),
        negated=named.negated,
        detail=[(label, text) for label, text in facts if text and text != named.name],
        doubts=[*(["value"] if against else []), *(["when"] if when.odd else [])],
        comment=" ".join(text[:MAX_TEXT] for text in source.beside(act, COMMENT)),
    )


def _told_apart(name: str, sort: str) -> str:
    """« Aucun » alone does not say of what."""
    return f"{sort}\u00a0: {name.lower()}" if sort and _LONE_DENIAL.fullmatch(name) else name


def _negated(act: etree._Element, code: etree._Element | None, name: str) -> bool:
    """Said not to be: by the entry, by its code, by its words, or by what was found since."""
    refuted = any(value(one, "value", "code") in _REFUTED for one in _about(act, _CERTAINTY))
    return act.get("negationInd") == "true" or states_absence(code) or denies(name) or refuted


def _told(act: etree._Element, source: Source) -> str:
    return source.told(act)[:MAX_TEXT]


def _status(act: etree._Element) -> str:
    codes = (value(one, "value", "code") for one in _about(act, _STATUS))
    return next((_STATUSES[code] for code in codes if code in _STATUSES), "")


def _about(act: etree._Element, code: str) -> list[etree._Element]:
    parts = children(act, "entryRelationship/observation")
    return [part for part in parts if value(part, "code", "code") == code]


def _qualities(act: etree._Element, source: Source) -> list[tuple[str, str]]:
    labels = (("certainty", _CERTAINTY), ("criticality", _CRITICALITY), ("severity", _SEVERITY))
    found = [
        (label, coded_name(child(one, "value"), source.marks))
        for label, code in labels
        for one in _about(act, code)
    ]
    return found + [("reaction", text) for text in _reactions(act, source)]


def _reactions(act: etree._Element, source: Source) -> list[str]:
    return [
        coded_name(child(part, "value"), source.marks) or _told(part, source)
        for link in children(act, "entryRelationship")
        for part in children(link, "observation")
        if link.get("typeCode") == "MFST" and part.get("negationInd") != "true"
    ]
