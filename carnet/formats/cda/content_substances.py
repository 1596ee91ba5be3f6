"""Treatments and vaccinations (IHE PCC 4.7 and 4.12, CI-SIS volets Traitements and Vaccination)."""

from __future__ import annotations

from lxml import etree

from carnet.formats.cda import content_dosage as dosage
from carnet.formats.cda import content_names as names
from carnet.formats.cda.content_model import Detail, Entry
from carnet.formats.cda.content_people import ANSWERS, coded_name, participants, parties, people
from carnet.formats.cda.content_source import Marks, child, children, templates, value, words
from carnet.formats.cda.content_states import state
from carnet.formats.cda.content_titles import bare
from carnet.formats.cda.content_values import followed, quantity, worded

VACCINATION = {
    "1.3.6.1.4.1.19376.1.5.3.1.4.12",  # IHE PCC Immunization, and its recommendation
    "1.3.6.1.4.1.19376.1.5.3.1.4.12.2",
    "1.2.250.1.213.1.1.3.45",
    "1.2.250.1.213.1.1.3.47",
}
MATERIAL = "consumable/manufacturedProduct/manufacturedMaterial"


def substance(act: etree._Element, marks: Marks) -> Entry | None:
    """One treatment or vaccination; None for one that names nothing and gives nothing."""
    vaccine = vaccination(act)
    material = child(act, MATERIAL)
    name = _product(material, marks)
    told = worded(child(act, "text"), marks)
    name = name or ("" if bare(told) in ANSWERS else told)
    start, end = dosage.bounds(act)
    details = [
        *_series(act, vaccine=vaccine),
        *([] if vaccine and name else _substances(material)),
        *dosage.amounts(act),
        *dosage.rhythm(act),
        *_coded(act, marks),
        *_material(material),
        *_renewals(act),
        *participants(act, marks),
        *people(act),
    ]
    if not (name or start or details):
        return None
    return Entry(
        kind="vaccination" if vaccine else "treatment",
        name=name,
        state=state(act, name, marks),
        when=start,
        until=end,
        details=details,
    )


def vaccination(act: etree._Element) -> bool:
    """Whether a substance was given, or is to be given, as a vaccine."""
    return bool(VACCINATION & templates(act))


def step(act: etree._Element, marks: Marks) -> Entry | None:
    """One part of a treatment whose dose changes; its product is that of the treatment."""
    start, end = dosage.bounds(act)
    details = [*dosage.amounts(act), *dosage.rhythm(act), *_coded(act, marks)]
    told = followed(child(act, "text"), marks)
    if not (details or told or start):
        return None
    return Entry("step", told, when=start, until=end, details=details)


def supplied(act: etree._Element) -> list[Detail]:
    """What is to be delivered or was: how much, how many times, by whom."""
    found = [
        Detail("quantity", measure=measure)
        for measure in [quantity(child(act, "quantity"))]
        if measure
    ]
    delivered = "delivered" if act.get("moodCode") == "EVN" else "performer"
    found += [*_renewals(act), *parties(act, "performer", delivered)]
    return found + parties(act, "author", "prescriber")


def _renewals(act: etree._Element) -> list[Detail]:
    again = value(act, "repeatNumber")
    return [Detail("renewals", text=again)] if again not in {"", "0"} else []


def _product(material: etree._Element | None, marks: Marks) -> str:
    written = words(child(material, "name"))
    return written or coded_name(child(material, "code"), marks)


def _series(act: etree._Element, *, vaccine: bool) -> list[Detail]:
    """What vaccination it was, where its code says more than that it was one."""
    code = child(act, "code")
    plain = code is None or code.get("code") in {"IMMUNIZ", None}
    text = "" if plain else names.display(code)
    return [Detail("series", text=text)] if vaccine and text else []


def _substances(material: etree._Element | None) -> list[Detail]:
    """What acts in the product, however the pharmacy part of the document writes it."""
    if material is None:
        return []
    paths = ("{*}ingredient/{*}ingredient", "{*}asSpecializedKind/{*}generalizedMedicineClass")
    for path in paths:
        found = [
            names.display(one.find("{*}code")) or words(one.find("{*}name"))
            for one in material.iterfind(path)
        ]
        if text := ", ".join(dict.fromkeys(filter(None, found))):
            return [Detail("substance", text=text)]
    return []


def _coded(act: etree._Element, marks: Marks) -> list[Detail]:
    """Route, site, and the form in which it is given."""
    tags = (
        ("route", "routeCode"),
        ("site", "approachSiteCode"),
        ("unit", "administrationUnitCode"),
    )
    return [
        Detail(term, text=text)
        for term, tag in tags
        for code in children(act, tag)
        if (text := coded_name(code, marks))
    ]


def _material(material: etree._Element | None) -> list[Detail]:
    if material is None:
        return []
    form = names.display(material.find("{*}formCode"))
    lot = words(child(material, "lotNumberText"))
    expires = material.find("{*}expirationTime")
    end = names.moment(expires.get("value") or "") if expires is not None else ""
    found = [Detail("form", text=form)] if form else []
    found += [Detail("lot", text=lot)] if lot else []
    return found + ([Detail("expires", when=end)] if end else [])
