"""ITI-67: the parameters of a DocumentReference search, as filters of the record's door."""

from __future__ import annotations

import msgspec

from carnet.api.fhir import parameters, subjects
from carnet.api.fhir.naming import bare
from carnet.api.fhir.outcome import refuse
from carnet.api.fhir.parameters import Values, codes, one, span
from carnet.api.oauth.professional import rpps
from carnet.base import ids
from carnet.base.ids import Kind
from carnet.identity import directory
from carnet.records.views import APPROVED, ARCHIVED, DELETED, DEPRECATED, Filters

PATIENT = ("patient.identifier", "patient:identifier", "patient")
KNOWN = (
    *PATIENT, "status", "type", "category", "facility", "setting", "format", "event",
    "identifier", "_id", "creation", "date", "period", "security-label", "isArchived",
    "relatesto", "author.identifier", "author.family", "_count", "page",
)  # fmt: skip
STATUSES = {
    "current": (APPROVED, ARCHIVED),
    "superseded": (DEPRECATED,),
    "entered-in-error": (DELETED,),
}
NOBODY = -1  # a number that no entry and no professional has


class Question(msgspec.Struct, frozen=True):
    """A whole search: what a page link seals."""

    person_id: int
    filters: Filters
    count: int
    after: str | None = None


def question(values: Values) -> Question:
    """Read a search; 400 when a parameter is missing, unknown or wrong."""
    person_id = patient(values)
    filters = Filters(
        statuses=_statuses(values),
        types=codes(values, "type"),
        classes=codes(values, "category"),
        formats=codes(values, "format"),
        facilities=codes(values, "facility"),
        settings=codes(values, "setting"),
        events=codes(values, "event"),
        confidentialities=codes(values, "security-label"),
        unique_ids=_unique_ids(values),
        entry_nos=_entries(values, person_id),
        related_to=_related(values, person_id),
        author=one(values, "author.family", ""),
        author_professional_id=_author(values),
        created=span(values, "creation", "date"),
        service=span(values, "period"),
    )
    return Question(person_id, filters, parameters.count(values))


def patient(values: Values) -> int:
    """The person of a search, by INS or by the address that this door gave."""
    given = [name for name in PATIENT if name in values]
    if len(given) != 1:
        expected = "patient.identifier=urn:oid:…|matricule, once"
        raise refuse(400, "required", "patient.identifier", expected, ", ".join(given) or "nothing")
    value = one(values, given[0])
    if given[0] != "patient" or "|" in value:
        return subjects.known(subjects.token(value, given[0]), given[0])
    person_id = subjects.local(value if "/" in value else f"Patient/{value}")
    if person_id is None:
        raise refuse(404, "not-found", "patient", "a Patient of this service", "another")
    return person_id


def _statuses(values: Values) -> tuple[int, ...]:
    wanted = codes(values, "status")
    if not wanted or any(status not in STATUSES for status in wanted):
        found = one(values, "status")
        raise refuse(400, "value", "status", f"one of {', '.join(STATUSES)}", found)
    found_ = {number for status in wanted for number in STATUSES[status]}
    archived = one(values, "isArchived", "")
    if archived not in {"", "true", "false"}:
        raise refuse(400, "value", "isArchived", "true or false", archived)
    if archived:
        found_ &= {ARCHIVED} if archived == "true" else {APPROVED, DEPRECATED, DELETED}
    return tuple(sorted(found_)) or (NOBODY,)


def _identifiers(values: Values) -> list[str]:
    return [bare(value) for value in codes(values, "identifier")]


def _unique_ids(values: Values) -> tuple[str, ...]:
    return tuple(name for name in _identifiers(values) if ids.reveal(name) is None)


def _entries(values: Values, person_id: int) -> tuple[int, ...]:
    """Entries named by entryUUID or logicalId; those of others match nothing."""
    pointers = [ids.reveal(name) for name in (*_identifiers(values), *codes(values, "_id"))]
    named = [pointer for pointer in pointers if pointer is not None]
    wanted = len(named) + ("_id" in values)
    ours = [p.number for p in named if p.kind is Kind.ENTRY and p.person_id == person_id]
    return tuple(ours) or ((NOBODY,) if wanted else ())


def _related(values: Values, person_id: int) -> int | None:
    reference = one(values, "relatesto", "")
    if not reference:
        return None
    pointer = ids.reveal(bare(reference.rpartition("/")[2]))
    if pointer is None or pointer.kind is not Kind.ENTRY or pointer.person_id != person_id:
        return NOBODY
    return pointer.number


def _author(values: Values) -> int | None:
    found = codes(values, "author.identifier")
    if not found:
        return None
    professional = directory.professional_by_rpps(rpps(found[0]))
    return professional.professional_id if professional else NOBODY
