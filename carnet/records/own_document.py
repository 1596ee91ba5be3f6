"""The metadata of what people deposit themselves: its author is the person (domain.md 3.3, 3.7)."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, date

import msgspec
from django.conf import settings

from carnet.access.facts import Actor
from carnet.base import clock
from carnet.formats import kinds
from carnet.formats.cda.model import Author, Code, Metadata, Patient
from carnet.formats.kinds import Kind
from carnet.identity import people
from carnet.nomenclature import terms
from carnet.records import own, titles
from carnet.records.cda import new_document
from carnet.records.incoming import Deposit, NewDocument
from carnet.records.views import EntryView

_EXPRESSED = "EXP_PATIENT"  # the setting and the facility of what a person says themself
_SETTINGS = "1.2.250.1.213.1.1.4.6"
_NORMAL = Code("N", "2.16.840.1.113883.5.25", "Normal")
_IHE = "1.3.6.1.4.1.19376.1.2.3"
_CLASS = "1.2.250.1.213.1.1.4.1"  # TRE_A03
# For media whose format says nothing more (IHE format codes, mimeTypeSufficient).
_PLAIN = Code("urn:ihe:iti:xds:2017:mimeTypeSufficient", _IHE, "mimeType Sufficient")
_REFERENCES = Code("1.2.840.10008.5.1.4.1.1.88.59", "1.2.840.10008.2.6.1", "Key Object Selection")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person says of their document. ``hidden`` None: as the house would by itself."""

    title: str
    day: date
    category: str
    hidden: bool | None = None

    def __post_init__(self) -> None:
        """What the forms let through, and nothing else (ValueError)."""
        if not titles.sound(self.title) or self.category not in own.TYPES:
            raise ValueError("no title or category that a document of people may have")


def new_lot(
    person_id: int,
    actor: Actor,
    draft_id: uuid.UUID,
    data: bytes,
    chosen: Chosen,
    *,
    found_clean: bool,
) -> Deposit:
    """The deposit of a draft; its names come of the draft's, so that twice is once."""
    header = _metadata(person_id, f"2.25.{draft_id.int}", data, chosen)
    document = replace(_document(data, header, chosen), found_clean=found_clean)
    return _lot(person_id, actor, document)


def corrected_lot(
    person_id: int, actor: Actor, old: EntryView, data: bytes, chosen: Chosen
) -> Deposit:
    """The deposit of the same bytes under other words, in the place of ``old``."""
    digest = hashlib.sha256(b"carnet.correction.1:" + old.unique_id.encode()).digest()
    unique_id = f"2.25.{int.from_bytes(digest[:16], 'big')}"
    header = _metadata(person_id, unique_id, data, chosen)
    written = f"{old.created_at.astimezone(UTC):%Y%m%d%H%M%S}"
    header = msgspec.structs.replace(header, creation_time=written, replaces=old.unique_id)
    document = replace(_document(data, header, chosen), replaces_entry_no=old.entry_no)
    return replace(_lot(person_id, actor, document), correction=True)


def _lot(person_id: int, actor: Actor, document: NewDocument) -> Deposit:
    digest = hashlib.sha256(b"carnet.lot.1:" + document.unique_id.encode()).digest()
    unique_id = f"2.25.{int.from_bytes(digest[:16], 'big')}"
    return Deposit(person_id, actor, (document,), unique_id=unique_id, source_id=own.SOURCE)


def _document(data: bytes, header: Metadata, chosen: Chosen) -> NewDocument:
    labels = {"MASQUE_PS"} if chosen.hidden else set[str]()
    document = new_document(data, header, labels, bytes.fromhex(header.sha1))
    return replace(document, category=chosen.category, author_professional_id=None)


def _metadata(person_id: int, unique_id: str, data: bytes, chosen: Chosen) -> Metadata:
    kind, author = kinds.kind(data), _author(person_id)
    known = terms.document_type(own.TYPES[chosen.category])
    assert known is not None  # noqa: S101 - TYPES names types that ship
    expressed = Code(_EXPRESSED, _SETTINGS, terms.display(_SETTINGS, _EXPRESSED) or "")
    class_words = terms.display(_CLASS, known.class_code) or ""
    day = f"{chosen.day:%Y%m%d}"
    return Metadata(
        unique_id=unique_id,
        type=Code(known.code, known.system, known.display),
        class_=Code(known.class_code, _CLASS, class_words),
        format=_format(kind),
        title=chosen.title,
        language="fr-FR",
        creation_time=f"{clock.now().astimezone(UTC):%Y%m%d%H%M%S}",
        service_start=day,
        service_stop="",
        sha1=hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        size=len(data),
        patient=_patient(person_id),
        authors=[author],
        legal_authenticator=author,
        custodian=None,
        custodian_name=settings.SERVICE_NAME,
        facility_type=expressed,
        practice_setting=expressed,
        confidentiality=_NORMAL,
        event_codes=[],
        replaces="",
        mime_type=kinds.media_type(kind),
    )


def _format(kind: Kind) -> Code:
    if kind is Kind.KOS:
        return _REFERENCES
    known = terms.media_format(kinds.media_type(kind))
    return Code(known.code, known.system, known.display) if known else _PLAIN


def _author(person_id: int) -> Author:
    whose = people.person(person_id)
    family = whose.used_name or whose.birth_name
    return Author(family_name=family, given_name=whose.first_name)


def _patient(person_id: int) -> Patient:
    """Sealed apart by the deposit, as the patient of any document (carnet.records.patient)."""
    whose, (oid, matricule) = people.person(person_id), people.matricule(person_id)
    return Patient(
        oid=oid, matricule=matricule, birth_name=whose.birth_name, used_name=whose.used_name,
        given_names=whose.given_names, sex=whose.sex, birth_date=f"{whose.birth_date:%Y%m%d}",
        birth_place=whose.birth_place,
    )  # fmt: skip
