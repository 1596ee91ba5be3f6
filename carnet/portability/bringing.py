"""Bringing a record in: the same documents, byte for byte, in the record of the same person here.

Everything is checked before anything is written, bytes are durable before their rows, and the rows
are one transaction: whatever stops it, nothing of the record is half there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DataError, IntegrityError, transaction

from carnet.contents import refusals
from carnet.filing import carrying as filing
from carnet.identity import directory, people
from carnet.journal.events import EventKind, record
from carnet.portability import facts, origins, sound
from carnet.portability.facts import Carer, Facts
from carnet.portability.origins import Kept
from carnet.portability.problems import BadFile, NotBroughtIn
from carnet.portability.reading import Package, decoded
from carnet.portability.sound import Contents
from carnet.profile import carrying as profile
from carnet.profile.values import BadAnswer
from carnet.records import bringing as records
from carnet.records.bringing import NotReady
from carnet.records.carried import Choices, Document
from carnet.records.states import SYSTEM
from carnet.sharing import carrying as sharing
from carnet.vault import store
from carnet.vault.store import Sealed


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought in. ``again``: this very copy was before, and nothing changed."""

    person_id: int
    documents: int = 0
    missing: int = 0  # listed, without bytes: their house could not give them
    unknown: int = 0  # consents and blocks of those whom the directory does not know
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Arrival:
    """All that is ready to be written: the bytes lie in the vault already."""

    package: Package
    person_id: int
    told: Facts
    contents: Contents
    sealed: dict[int, Sealed]
    kept: list[Kept]


def bring(package: Package, person_id: int | None = None, *, trusted: bool) -> Brought:
    """Bring in a copy that was checked (``Package.check``).

    ``trusted``: signed by a house that this one knows; only then does the directory learn from it.
    Raises BadFile, NotBroughtIn; VaultProblem or OSError when the disk refuses.
    """
    told = decoded(facts.RECORD, package.read(facts.RECORD), Facts)
    person_id = _holder(told, person_id)
    if origins.is_known(person_id, package.digest):
        return Brought(person_id, again=True)
    _ask_room(person_id)
    contents = sound.check(package, told)
    sealed = {one.number: _put(person_id, package, one) for one in contents.documents()}
    kept = origins.keep(person_id, package)
    try:
        return _write(_Arrival(package, person_id, told, contents, sealed, kept), trusted=trusted)
    except (DataError, IntegrityError, NotReady) as problem:
        origins.forget(kept)
        words = str(problem) if isinstance(problem, NotReady) else "the database refuses its values"
        raise NotBroughtIn(words) from problem
    except BaseException:
        origins.forget(kept)
        raise


def _holder(told: Facts, asked: int | None) -> int:
    """The person of this house whose record it is: the same INS, the same day of birth."""
    found = people.find_by_matricule(told.holder.matricule)
    if found is None:
        raise NotBroughtIn("nobody here has the matricule of this file: enrol the person first")
    if asked is not None and asked != found:
        raise NotBroughtIn(f"this is the record of somebody else than person {asked}")
    oid, _matricule = people.matricule(found)
    if (oid, people.person(found).birth_date) != (told.holder.oid, told.holder.birth_date):
        raise NotBroughtIn("the person of this matricule has another identity here")
    return found


def _ask_room(person_id: int) -> None:
    """Before any work; asked again under the lock."""
    try:
        with transaction.atomic():
            records.make_room(person_id)
    except NotReady as problem:
        raise NotBroughtIn(str(problem)) from problem


def _put(person_id: int, package: Package, document: Document) -> Sealed:
    data = package.read(document.file)
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise NotBroughtIn(f"{document.file}: it changed while it was read")
    return store.put(person_id, data)


def _write(arrival: _Arrival, *, trusted: bool) -> Brought:
    person_id, told, contents = arrival.person_id, arrival.told, arrival.contents
    with transaction.atomic():
        records.make_room(person_id)
        if trusted:
            _teach(arrival.package)
        choices = told.choices or Choices()
        placed = records.begin(person_id, choices, contents.numbers, contents.lots)
        for lot in contents.each_lot():
            records.lot(placed, lot)
        versions: dict[int, int] = {}
        for document in contents.documents():
            records.document(placed, document, arrival.sealed[document.number])
            versions[document.number] = len(document.versions)
        unknown = _bring_choices(person_id, told)
        if told.filing is not None:
            there = versions.keys()
            filing.bring(person_id, told.filing, lambda n: placed.entry(n) if n in there else None)
        origins.bring(person_id, arrival.package.digest, arrival.kept)
        detail = records.detail(placed, versions)
        record(EventKind.RECORD_BROUGHT_IN, person_id, SYSTEM, detail=detail)
    return Brought(person_id, len(versions), contents.missing, unknown)


def _bring_choices(person_id: int, told: Facts) -> int:
    unknown = sharing.bring(person_id, told.authorizations)
    if told.emergency is not None:
        sharing.bring_emergency(person_id, told.emergency)
    try:
        profile.bring(person_id, told.answers)
    except BadAnswer as answer:
        raise BadFile(f"{facts.RECORD}: an answer that is none: {answer}") from answer
    if told.values_refused:
        refusals.bring(person_id)
    return unknown


def _teach(package: Package) -> None:
    """Add to the directory those whom it does not know: without them the record names nobody."""
    for one in _carers(package):
        try:
            _learn(one)
        except ValueError as number:
            raise BadFile(f"{facts.CARERS}: an unsound number: {number}") from number


def _learn(one: Carer) -> None:
    if one.rpps and directory.professional_by_rpps(one.rpps) is None:
        directory.add_professional(
            one.rpps, one.name, one.given_name, one.profession, specialty=one.specialty,
            title=one.title,
        )  # fmt: skip
    elif one.finess and directory.organization_by_finess(one.finess) is None:
        directory.add_organization(
            one.finess, one.name, one.sector, address=one.address,
            postal_code=one.postal_code, city=one.city, phone=one.phone,
        )  # fmt: skip


def _carers(package: Package) -> Iterator[Carer]:
    if facts.CARERS in package.files:
        yield from decoded(facts.CARERS, package.read(facts.CARERS), list[Carer])
