"""The FHIR of a copy: what the door would answer, in one Bundle that needs no server.

Addresses of this house give way to names that hold in any: the same document bears the same one
in every copy, and its attachment is a file beside. Registered with ``carnet.portability``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from operator import itemgetter
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from carnet.api.fhir import (
    consent_view,
    dates,
    document_view,
    drawn,
    list_view,
    naming,
    subjects,
)
from carnet.api.fhir.drawn_parts import UCUM, Placed, Resource
from carnet.api.fhir.model import DocumentReference
from carnet.base.ids import Kind, Pointer, conceal, reveal
from carnet.identity import people
from carnet.portability import facts
from carnet.portability.choice import ACCESS, ANSWERS
from carnet.portability.source import File, Source, part
from carnet.profile import carrying as profile
from carnet.profile.carrying import Given
from carnet.profile.queries import Question
from carnet.records import carried_values, carrying, leaving
from carnet.sharing import queries as sharing
from carnet.sharing.queries import AuthorizationView

NAME = "fhir/carnet.json"
_NAMES = uuid5(NAMESPACE_URL, "urn:carnet:copy:1")  # never change it: copies would differ
_ADDRESS = re.compile(
    rb'"(?:[^"]*/)?(Patient|DocumentReference|List|Consent|Binary)/([0-9a-f-]{36})"'
)
_BARE = re.compile(rb"(?<![0-9a-f-])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])")
# domain.md 5.6: the codes of « Mes mesures ».
_MEASURES = {Question.HEIGHT: ("8302-2", "cm"), Question.WEIGHT: ("29463-7", "kg")}
_LOINC = "http://loinc.org"
_GENDERS = {"F": "female", "M": "male"}
_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder().decode


@part
def bundle(source: Source) -> Iterator[File]:
    """``fhir/carnet.json``: a Bundle of type collection, a resource a line."""
    yield File(NAME, _pieces(source), of_house=True)


def _pieces(source: Source) -> Iterator[bytes]:
    names = _Names(source)
    yield b'{"resourceType":"Bundle","type":"collection","entry":['
    for number, resource in enumerate(_resources(source, names)):
        yield (b",\n" if number else b"\n") + names.in_any_house(resource)
    yield b"\n]}\n"


def _resources(source: Source, names: _Names) -> Iterator[Any]:
    yield _patient(source.person_id)
    yield from _references(source)
    yield from map(list_view.submission_set, carrying.lot_views(source.taking))
    yield from _drawn(source, names)
    if source.has(ACCESS):
        yield from (consent_view.consent(source.person_id, one) for one in _agreed(source))
    if source.has(ANSWERS):
        for one in profile.given(source.person_id):
            if one.question in _MEASURES and not one.none:
                yield _measure(source.person_id, one)


def _references(source: Source) -> Iterator[DocumentReference]:
    """Each document; one whose header the door could not say either is left out, not the copy."""
    for view in carrying.views(source.taking):
        with suppress(msgspec.ValidationError):
            yield document_view.document_reference(view)


def _drawn(source: Source, names: _Names) -> Iterator[Resource]:
    """What the documents say in values, each beside the name of its document."""
    subject = subjects.address(source.person_id)
    for said in carried_values.values(source.taking):
        document = (
            f"DocumentReference/{conceal(Pointer(Kind.ENTRY, source.person_id, said.entry_no))}"
        )
        for one in said.found:
            placed = Placed(names.of_value(one.entry_no, one.place), subject, document)
            if (told := drawn.resource(one.value, placed)) is not None:
                yield told


def _agreed(source: Source) -> list[AuthorizationView]:
    """Those whom every house can name, in an order that is the same in each."""
    found = sharing.authorizations(source.person_id, representative=source.representative)
    named = [(one.since, _carer(consent_view.pointer(source.person_id, one)), one) for one in found]
    return [one for _since, name, one in sorted(named, key=itemgetter(0, 1)) if name]


def _patient(person_id: int) -> dict[str, Any]:
    holder = facts.holder(person_id)
    return {
        "resourceType": "Patient",
        "id": subjects.address(person_id).partition("/")[2],
        "identifier": [{"system": f"urn:oid:{holder.oid}", "value": holder.matricule}],
        "name": [
            {"use": "official", "family": holder.birth_name, "given": holder.given_names.split()}
        ],
        "gender": _GENDERS.get(holder.sex, "unknown"),
        "birthDate": holder.birth_date.isoformat(),
    }


def _measure(person_id: int, one: Given) -> dict[str, Any]:
    code, unit = _MEASURES[one.question]
    at = dates.written(one.answered_at)
    return {
        "resourceType": "Observation",
        "id": str(uuid5(_NAMES, f"Observation|{code}|{one.answered_at.isoformat()}")),
        "status": "final",
        "code": {"coding": [naming.coding(_LOINC, code)]},
        "subject": {"reference": subjects.address(person_id)},
        "effectiveDateTime": at,
        "valueQuantity": {
            "value": Decimal(one.value), "unit": unit, "system": UCUM, "code": unit,
        },
    }  # fmt: skip


class _Names:
    """What each thing of this house is called in any."""

    def __init__(self, source: Source) -> None:
        self._source = source
        oid, matricule = people.matricule(source.person_id)
        self._whose = f"{oid}|{matricule}"
        self._documents, self._lots = _own_names(source)

    def in_any_house(self, resource: Any) -> bytes:
        """One entry of the Bundle."""
        told = _ADDRESS.sub(self._address, _encode(resource))
        told = _BARE.sub(self._bare, told)
        name = str(_decode(told)["id"])
        return b'{"fullUrl":"urn:uuid:%s","resource":%s}' % (name.encode(), told)

    def of_value(self, entry_no: int, place: int) -> str:
        """What the ``place``-th value of a document is called in any house."""
        return str(uuid5(_NAMES, f"{self._whose}|VALUE|{self._documents[entry_no]}|{place}"))

    def _address(self, found: re.Match[bytes]) -> bytes:
        kind, identifier = found[1].decode(), found[2].decode()
        pointer = reveal(identifier)
        if pointer is None:
            return found[0]
        if kind == "Binary":
            number = self._source.taking.numbers.get(pointer.number, 0)
            return f'"../{quote(self._source.files.get(number, ""))}"'.encode()
        return f'"urn:uuid:{self._name(pointer)}"'.encode()

    def _bare(self, found: re.Match[bytes]) -> bytes:
        pointer = reveal(found[1].decode())
        mine = pointer is not None and pointer.person_id == self._source.person_id
        return str(self._name(pointer)).encode() if pointer and mine else found[0]

    def _name(self, pointer: Pointer) -> UUID:
        match pointer.kind:
            case Kind.ENTRY:
                what = self._documents.get(pointer.number, "")
            case Kind.SUBMISSION:
                what = self._lots.get(pointer.number, "")
            case Kind.CONSENT:
                what = _carer(pointer)
            case _:
                what = ""
        return uuid5(_NAMES, f"{self._whose}|{pointer.kind.name}|{what}")


def _own_names(source: Source) -> tuple[dict[int, str], dict[int, str]]:
    """Of each entry and lot of this house, what names it in every house."""
    entries = {place: entry for entry, place in source.taking.numbers.items()}
    lots = {place: lot for lot, place in source.taking.lots.items()}
    documents = {
        entries[one.number]: f"{one.source.finess if one.source else ''}|{one.unique_id}"
        for one in leaving.documents(source.taking)
    }
    sent = {
        lots[one.number]: f"{one.source.finess if one.source else ''}|{one.unique_id}|{one.number}"
        for one in leaving.lots(source.taking)
    }
    return documents, sent


def _carer(pointer: Pointer) -> str:
    if pointer.version == consent_view.PROFESSIONAL:
        person = leaving.professional(pointer.number)
        return person.rpps if person else ""
    place = leaving.organization(pointer.number)
    return place.finess if place else ""
