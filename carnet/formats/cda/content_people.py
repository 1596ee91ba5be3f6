"""Who and what takes part in an act: those who did it, places, devices, products."""

from __future__ import annotations

from lxml import etree

from carnet.formats.cda import content_names as names
from carnet.formats.cda.content_model import Detail
from carnet.formats.cda.content_source import Marks, child, children, value, words
from carnet.formats.cda.content_titles import bare
from carnet.formats.cda.content_values import said

# ParticipationType (HL7 V3) to the terms that a page says in words.
_PARTS = {
    "LOC": "place",
    "DST": "destination",
    "RCV": "destination",
    "ORG": "origin",
    "DEV": "device",
    "PRD": "product",
    "CSM": "product",
    "VRF": "checked",
}
ANSWERS = {"oui", "non"}
_HOLDERS = {"performer": "assignedEntity", "author": "assignedAuthor"}


def people(act: etree._Element) -> list[Detail]:
    """Who did it; who wrote it, only where nobody is said to have done it."""
    return parties(act, "performer", "performer") or parties(act, "author", "author")


def parties(act: etree._Element, tag: str, term: str) -> list[Detail]:
    """The performers or the authors of an act."""
    found: list[Detail] = []
    for one in children(act, tag):
        when = next(filter(None, names.period(child(one, "time"))), "")
        found += _named(term, child(one, _HOLDERS[tag]), when)
    return found


def _named(term: str, holder: etree._Element | None, when: str) -> list[Detail]:
    party = names.party(holder, person="assignedPerson", organization="representedOrganization")
    if party is None:
        return []
    told = ", ".join(filter(None, [party.name, party.role, party.organization]))
    return [Detail(term, text=told, when=when)]


def participants(act: etree._Element, marks: Marks) -> list[Detail]:
    """Places, devices and products, each by its name; what it is called, else its sort."""
    found = []
    for one in children(act, "participant"):
        term = _PARTS.get(one.get("typeCode") or "", "")
        text = thing(child(one, "participantRole"), marks)
        if term and text:
            found.append(Detail(term, text=text))
    return found


def thing(role: etree._Element | None, marks: Marks) -> str:
    """The name of what plays a part: a place with its address, a device, a product."""
    entity = child(role, "playingEntity")
    entity = entity if entity is not None else child(role, "playingDevice")
    name = words(child(entity, "name"))
    coded = coded_name(child(entity, "code"), marks) or coded_name(child(role, "code"), marks)
    model = words(child(entity, "manufacturerModelName"))
    return ", ".join(filter(None, [name or coded or model, names.address(role)]))


def coded_name(code: etree._Element | None, marks: Marks) -> str:
    """The words of a code: its display, else the author's words, else those of a translation."""
    translated = (names.display(other) for other in children(code, "translation"))
    own = said(code, marks)
    own = "" if bare(own) in ANSWERS else own  # it points at the answer, not at the question
    return names.display(code) or own or next(filter(None, translated), "")


def identifier(act: etree._Element) -> list[Detail]:
    """The number of a device (IUD), for those who must find it again."""
    for one in children(act, "participant"):
        number = value(one, "participantRole/id", "extension")
        if one.get("typeCode") == "DEV" and number:
            return [Detail("udi", text=number)]
    return []
