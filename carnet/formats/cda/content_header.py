"""The header of a document: who, when, where and which version."""

from __future__ import annotations

import re

from lxml import etree

from carnet.formats.cda import content_names as names
from carnet.formats.cda.content_model import Header, Party, Subject
from carnet.formats.cda.content_source import child, children, value, words
from carnet.nomenclature import terms

_REQUESTERS = {"REF"}


def header(root: etree._Element) -> Header:
    """All the facts of the header that a reader may want."""
    event = child(root, "documentationOf/serviceEvent")
    start, end = names.period(child(event, "effectiveTime"))
    kind = _kind(root)
    return Header(
        title=words(child(root, "title")) or kind,
        kind=kind,
        language=(value(root, "languageCode", "code") or "fr")[:2].lower(),
        written=names.moment(value(root, "effectiveTime")),
        version=_version(root),
        replaces=any(link.get("typeCode") == "RPLC" for link in children(root, "relatedDocument")),
        act=names.display(child(event, "code")),
        performed=start,
        performed_until=end,
        subject=_subject(root),
        authors=_authors(root),
        validator=_signed(child(root, "legalAuthenticator")),
        performer=_performer(event),
        custodian=_custodian(root),
        requesters=_requesters(root),
        recipients=_recipients(root),
        place=_place(root),
    )


def _kind(root: etree._Element) -> str:
    code = child(root, "code")
    known = terms.document_type(code.get("code") or "") if code is not None else None
    return known.display if known else names.display(code)


def _version(root: etree._Element) -> int:
    text = value(root, "versionNumber")
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 1


def _subject(root: etree._Element) -> Subject | None:
    patient = child(root, "recordTarget/patientRole/patient")
    if patient is None:
        return None
    return Subject(
        name=names.person_name(patient),
        birth_date=names.moment(value(patient, "birthTime")),
        sex=value(patient, "administrativeGenderCode", "code"),
    )


def _authors(root: etree._Element) -> list[Party]:
    found: list[Party] = []
    for author in children(root, "author"):
        holder, when = child(author, "assignedAuthor"), names.moment(value(author, "time"))
        known = _entity(holder, when) if child(holder, "assignedPerson") is not None else None
        known = known or names.device(holder, when) or _entity(holder, when)
        if known:
            found.append(known)
    return found


def _entity(holder: etree._Element | None, when: str = "") -> Party | None:
    return names.party(
        holder, person="assignedPerson", organization="representedOrganization", when=when
    )


def _signed(signature: etree._Element | None) -> Party | None:
    return _entity(child(signature, "assignedEntity"), names.moment(value(signature, "time")))


def _performer(event: etree._Element | None) -> Party | None:
    return _entity(child(event, "performer/assignedEntity"))


def _custodian(root: etree._Element) -> Party | None:
    keeper = child(root, "custodian/assignedCustodian/representedCustodianOrganization")
    name = words(child(keeper, "name"))
    if not name:
        return None
    return Party(name=name, address=names.address(keeper), phones=names.phones(keeper))


def _requesters(root: etree._Element) -> list[Party]:
    found = []
    for participant in children(root, "participant"):
        if participant.get("typeCode") in _REQUESTERS:
            when = next(filter(None, names.period(child(participant, "time"))), "")
            asked = names.party(
                child(participant, "associatedEntity"),
                person="associatedPerson",
                organization="scopingOrganization",
                when=when,
            )
            found += [asked] if asked else []
    return found


def _recipients(root: etree._Element) -> list[Party]:
    holders = children(root, "informationRecipient/intendedRecipient")
    found = (
        names.party(holder, person="informationRecipient", organization="receivedOrganization")
        for holder in holders
    )
    return [recipient for recipient in found if recipient]


def _place(root: etree._Element) -> Party | None:
    facility = child(root, "componentOf/encompassingEncounter/location/healthCareFacility")
    spot = child(facility, "location")
    name = words(child(spot, "name")) or words(child(facility, "serviceProviderOrganization/name"))
    sort = names.display(child(facility, "code"))
    if not (name or sort):
        return None
    return Party(name=name or sort, role=sort if name else "", address=names.address(spot))
