"""Whose documents these are: every place of a message that names the person must agree."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import msgspec

from carnet.api.fhir import subjects
from carnet.api.fhir.intake import PATIENT_ID, Accepted, Arrival
from carnet.api.fhir.model import DocumentReference, Identifier, ListResource, Patient, Reference
from carnet.api.fhir.outcome import FhirProblem, Issue, refuse
from carnet.api.fhir.subjects import Ins
from carnet.api.fhir.transaction import Lot
from carnet.base import shapes
from carnet.identity import people


def of_document(arrival: Arrival, accepted: Accepted, patients: list[tuple[str, Patient]]) -> int:
    """The person of one document: the header says who, the message may not say another."""
    where = f"{arrival.path}.subject"
    said = _said(arrival.reference, arrival.reference.subject, where, patients)
    patient = accepted.metadata.patient
    person_id = people.find_by_matricule(patient.matricule.upper())
    if said is not None and not _same(said, patient.matricule, person_id):
        raise _another(where, PATIENT_ID)
    if person_id is None:
        raise refuse(
            422, "not-found", PATIENT_ID, "the INS of a person insured here", "no such person"
        )
    return person_id


def of_lot(lot: Lot, accepted: Sequence[Accepted], person_ids: list[int]) -> int:
    """The one person of a lot; another in the submission set or in a document is refused."""
    if len(set(person_ids)) != 1:
        number = next(n for n, person_id in enumerate(person_ids) if person_id != person_ids[0])
        raise _another(lot.documents[0].path, lot.documents[number].path)
    if lot.submission is not None:
        where = f"{lot.submission_path}.subject"
        said = _said(lot.submission, lot.submission.subject, where, lot.patients)
        matricule = accepted[0].metadata.patient.matricule
        if said is not None and not _same(said, matricule, person_ids[0]):
            raise _another(where, PATIENT_ID)
    return person_ids[0]


def concerned(lot: Lot) -> int | None:
    """The first person whom a message names and whom we know, however wrong the rest is."""
    named: list[DocumentReference | ListResource] = [one.reference for one in lot.documents]
    for resource in [lot.submission, *named] if lot.submission else named:
        with contextlib.suppress(FhirProblem):
            said = _said(resource, resource.subject, "subject", lot.patients)
            person_id = _person(said) if said is not None else None
            if person_id is not None:
                return person_id
    return None


def _said(
    resource: DocumentReference | ListResource,
    subject: Reference | None,
    path: str,
    patients: list[tuple[str, Patient]],
) -> Ins | int | None:
    """Whom a subject names, directly, in the resource or elsewhere in the Bundle."""
    if subject is None:
        return None
    found = subjects.of_reference(subject, path)
    if found is not None:
        return found
    for identifier in _elsewhere(resource, subject.reference, patients):
        if identifier.system.startswith("urn:oid:1.2.250.1.213.1.4."):
            return subjects.of_identifier(identifier, path)
    raise refuse(422, "not-found", path, "a reference to a Patient with an INS", subject.reference)


def _elsewhere(
    resource: DocumentReference | ListResource, name: str, patients: list[tuple[str, Patient]]
) -> list[Identifier]:
    if not name.startswith("#"):
        return [one for url, patient in patients if url == name for one in patient.identifier]
    inside = next((one for one in resource.contained if one.get("id") == name[1:]), {})
    try:
        return shapes.convert(inside.get("identifier", []), list[Identifier])
    except msgspec.ValidationError:
        return []


def _same(said: Ins | int, matricule: str, person_id: int | None) -> bool:
    return said == person_id if isinstance(said, int) else said.matricule == matricule.upper()


def _person(said: Ins | int) -> int | None:
    return said if isinstance(said, int) else people.find_by_matricule(said.matricule)


def _another(first: str, second: str) -> FhirProblem:
    """Both places are named; neither identifier is repeated."""
    words = f"expected the same person in {first} and {second}; found two"
    return FhirProblem(422, [Issue(code="value", diagnostics=words, expression=[first, second])])
