"""The rest of the record in a copy: who it is of, choices, consents, answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from carnet.contents import refusals
from carnet.filing import carrying as filing
from carnet.filing.carrying import Filing
from carnet.identity import directory, people
from carnet.portability.choice import ACCESS, ANSWERS, DOCUMENTS
from carnet.portability.manifest import pretty
from carnet.portability.source import File, Source
from carnet.profile import carrying as profile
from carnet.profile.carrying import Given
from carnet.records import carrying, leaving
from carnet.records.carried import Choices, Named
from carnet.sharing import carrying as sharing
from carnet.sharing import delegates
from carnet.sharing import queries as standing
from carnet.sharing.carrying import Authorization
from carnet.sharing.emergency import Emergency

RECORD, CARERS, CAREGIVERS = "donnees/carnet.json", "maison/soignants.json", "maison/aidants.json"


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """The INS: matricule and traits, as the insurer qualified them."""

    oid: str
    matricule: str
    birth_name: str
    given_names: str
    sex: str
    birth_date: date
    birth_place: str


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """``donnees/carnet.json``. A part that was not chosen is empty."""

    holder: Holder
    choices: Choices | None = None
    emergency: Emergency | None = None
    authorizations: list[Authorization] = []
    answers: list[Given] = []
    filing: Filing | None = None
    values_refused: bool = False  # no values are to be drawn from documents


class Carer(msgspec.Struct, frozen=True, kw_only=True):
    """A professional or a structure that the copy names, as this house's directory knows them."""

    rpps: str = ""
    finess: str = ""
    name: str = ""
    given_name: str = ""
    title: str = ""
    profession: str = ""
    specialty: str = ""
    sector: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""


class Caregiver(msgspec.Struct, frozen=True, kw_only=True):
    """A proche aidant whom the person chose here: each must accept again elsewhere."""

    named: str
    categories: tuple[str, ...] | None
    writes: bool
    hidden_documents: bool
    answer: str
    offered_at: datetime
    until: date
    ended_at: datetime | None


def facts(source: Source) -> Iterator[File]:
    """The three files."""
    yield File(RECORD, (pretty(of(source)),))
    yield File(CARERS, (pretty(carers(source)),), of_house=True)
    if source.has(ACCESS) and not source.representative:
        yield File(CAREGIVERS, (pretty(caregivers(source.person_id)),), of_house=True)


def of(source: Source) -> Facts:
    """What the reader wants of it, and may know."""
    person_id, access = source.person_id, source.has(ACCESS)
    return Facts(
        holder=holder(person_id),
        choices=carrying.choices(person_id) if access else None,
        emergency=standing.emergency(person_id) if access else None,
        authorizations=authorizations(source) if access else [],
        answers=profile.given(person_id) if source.has(ANSWERS) else [],
        filing=filed(source) if source.has(DOCUMENTS) else None,
        values_refused=access and refusals.refuses(person_id),
    )


def filed(source: Source) -> Filing:
    """Folders, pins and links, as far as the reader sees them."""
    reader = source.reader_id if source.representative else None
    return filing.filing(source.person_id, source.taking.numbers, reader)


def holder(person_id: int) -> Holder:
    """Who the record is of."""
    found, (oid, matricule) = people.person(person_id), people.matricule(person_id)
    return Holder(
        oid=oid, matricule=matricule, birth_name=found.birth_name, given_names=found.given_names,
        sex=found.sex, birth_date=found.birth_date, birth_place=found.birth_place,
    )  # fmt: skip


def authorizations(source: Source) -> list[Authorization]:
    """Whom the person authorised or blocked."""
    return sharing.authorizations(source.person_id, representative=source.representative)


def caregivers(person_id: int) -> list[Caregiver]:
    """Those whom the person chose, the former ones included."""
    names = Caregiver.__struct_fields__
    return [
        Caregiver(**{name: getattr(one, name) for name in names})
        for one in delegates.given(person_id)
    ]


def carers(source: Source) -> list[Carer]:
    """Everybody whom the copy names, by RPPS then FINESS."""
    named: set[tuple[str, str]] = set()
    for document in leaving.documents(source.taking):
        kept = [one.whom for one in document.kept_from]
        named |= _names([document.author, document.source, *kept])
    for lot in leaving.lots(source.taking):
        named |= _names([lot.source, lot.professional])
    if source.has(ACCESS):
        for one in authorizations(source):
            named |= {(one.rpps, one.finess), (one.recorded_by, "")}
    return [_carer(*one) for one in sorted(named) if any(one)]


def _names(some: list[Named | None]) -> set[tuple[str, str]]:
    return {(one.rpps, one.finess) for one in some if one is not None}


def _carer(rpps: str, finess: str) -> Carer:
    if person := directory.professional_by_rpps(rpps) if rpps else None:
        return Carer(
            rpps=rpps, name=person.family_name, given_name=person.given_name, title=person.title,
            profession=person.profession, specialty=person.specialty,
        )  # fmt: skip
    if place := directory.organization_by_finess(finess) if finess else None:
        return Carer(
            finess=finess, name=place.name, sector=place.sector, address=place.address,
            postal_code=place.postal_code, city=place.city, phone=place.phone,
        )  # fmt: skip
    return Carer(rpps=rpps, finess=finess)
