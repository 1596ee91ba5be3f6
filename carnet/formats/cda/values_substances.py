"""Treatments (IHE PCC 4.7) and vaccinations (4.12, and 4.12.2 for those to come) as values."""

from __future__ import annotations

from lxml import etree

from carnet.formats.cda import content_dosage as dosage
from carnet.formats.cda.content_model import Detail, Measure
from carnet.formats.cda.content_names import display, moment, party
from carnet.formats.cda.content_people import ANSWERS, coded_name
from carnet.formats.cda.content_source import COMMENT, child, children, value, words
from carnet.formats.cda.content_states import STATUSES
from carnet.formats.cda.content_substances import MATERIAL
from carnet.formats.cda.content_values import followed
from carnet.formats.cda.values_absence import says_nothing, states_absence
from carnet.formats.cda.values_model import Value
from carnet.formats.cda.values_source import Source

TREATMENT = {"1.3.6.1.4.1.19376.1.5.3.1.4.7", "1.2.250.1.213.1.1.3.42"}
_PHARM = "{*}asSpecializedKind/{*}generalizedMedicineClass/{*}code"
# ATC (WHO), and the two tables in which the health insurance copies it.
_ATC = {"2.16.840.1.113883.6.73", "1.2.250.1.215.200.1.2.1", "1.2.250.1.215.200.1.2.2"}
_RANK = "30973-2"
_INSTRUCTION = "PINSTRUCT"
_ORDERED = {"INT", "RQO", "PRMS", "PRP"}


def substance(act: etree._Element, kind: str, source: Source) -> Value | None:
    """One treatment or vaccination; None for one that names nothing."""
    material = child(act, MATERIAL)
    code = _code(act, material)
    name = _name(act, material, source)
    if not name or says_nothing(code):
        return None
    planned = act.get("moodCode") in _ORDERED
    when = source.moments(act, ahead=planned or kind == "treatment")
    return Value(
        kind=kind,
        name=name,
        code=(code.get("code") or "") if code is not None else "",
        code_system=(code.get("codeSystem") or "") if code is not None else "",
        when=when.when,
        until=when.until,
        status=STATUSES.get(value(act, "statusCode", "code"), "") or _planned(kind, planned),
        negated=act.get("negationInd") == "true" or states_absence(code),
        detail=_details(act, material, source),
        doubts=["when"] if when.odd else [],
        comment=" ".join(source.beside(act, COMMENT)),
    )


def _planned(kind: str, planned: bool) -> str:  # noqa: FBT001 - a fact of the act
    if not planned:
        return ""
    return "planned" if kind == "vaccination" else "prescribed"


def _code(act: etree._Element, material: etree._Element | None) -> etree._Element | None:
    """The code of the product, of one of its classes, or the act's own « none »."""
    own = child(act, "code")
    if states_absence(own) or says_nothing(own):
        return own
    code = child(material, "code")
    coded = [one for one in (code, *children(code, "translation")) if one is not None]
    return next((one for one in coded if one.get("code")), None)


def _name(act: etree._Element, material: etree._Element | None, source: Source) -> str:
    own = child(act, "code")
    if states_absence(own):
        return display(own)
    code = child(material, "code")
    tries = (words(child(material, "name")), coded_name(code, source.marks), _translated(code))
    # « Oui », in a form's table, answers the question that only the code asks.
    return next(
        (one for one in (*tries, source.told(act)) if one and one.lower() not in ANSWERS), ""
    )


def _translated(code: etree._Element | None) -> str:
    return next(filter(None, map(display, children(code, "translation"))), "")


def _details(
    act: etree._Element, material: etree._Element | None, source: Source
) -> list[tuple[str, str]]:
    tags = (("route", "routeCode"), ("site", "approachSiteCode"))
    found = [(one.term, _text(one)) for one in (*dosage.amounts(act), *dosage.rhythm(act))]
    found += [(label, coded_name(child(act, tag), source.marks)) for label, tag in tags]
    found += [("rank", text) for text in _answers(act, _RANK)]
    found += [("reaction", text) for text in _reactions(act, source)]
    found += [("reason", text) for text in _reasons(act, source)]
    found += [("instruction", text) for text in source.beside(act, _INSTRUCTION)]
    found += _product(material)
    found += [("performer", text) for text in _performers(act)]
    found += [("dispensed", when) for when in _deliveries(act)]
    return list(dict.fromkeys(pair for pair in found if pair[1]))


def _text(detail: Detail) -> str:
    """An amount or a span as written: « 1 {tablet} », « 12 h », « 4 / 1 d »."""
    parts = [_measure(one) for one in (detail.measure, detail.span) if one]
    return " / ".join(parts) or detail.text


def _measure(one: Measure) -> str:
    return f"{one.value} {one.unit}".strip()


def _product(material: etree._Element | None) -> list[tuple[str, str]]:
    if material is None:
        return []
    expires = material.find("{*}expirationTime")
    return [
        ("form", display(material.find("{*}formCode"))),
        ("lot", words(child(material, "lotNumberText"))),
        ("expires", moment(expires.get("value") or "") if expires is not None else ""),
        *(("atc", code) for code in _classes(material)),
    ]


def _classes(material: etree._Element) -> list[str]:
    """ATC codes of a product, wherever its document writes them."""
    code = child(material, "code")
    coded = [*material.iterfind(_PHARM), *children(code, "translation")]
    coded += [code] if code is not None else []
    return [one.get("code") or "" for one in coded if one.get("codeSystem") in _ATC]


def _answers(act: etree._Element, code: str) -> list[str]:
    parts = children(act, "entryRelationship/observation")
    return [value(part, "value") for part in parts if value(part, "code", "code") == code]


def _reactions(act: etree._Element, source: Source) -> list[str]:
    return [
        coded_name(child(part, "value"), source.marks)
        or followed(child(part, "text"), source.marks)
        for link in children(act, "entryRelationship")
        for part in children(link, "observation")
        if link.get("typeCode") == "CAUS" and part.get("negationInd") != "true"
    ]


def _reasons(act: etree._Element, source: Source) -> list[str]:
    return [
        coded_name(child(part, "code"), source.marks)
        for link in children(act, "entryRelationship")
        for part in children(link, "act")
        if link.get("typeCode") == "RSON"
    ]


def _performers(act: etree._Element) -> list[str]:
    """Who gave it: a name and a place, without numbers."""
    holders = children(act, "performer/assignedEntity")
    people = (
        party(one, person="assignedPerson", organization="representedOrganization")
        for one in holders
    )
    return [", ".join(filter(None, (one.name, one.organization))) for one in people if one]


def _deliveries(act: etree._Element) -> list[str]:
    """When it was delivered, where that is all a refund says."""
    supplies = children(act, "entryRelationship/supply")
    times = (value(one, "performer/time") for one in supplies if one.get("moodCode") == "EVN")
    return [when for time in times if (when := moment(time))]
