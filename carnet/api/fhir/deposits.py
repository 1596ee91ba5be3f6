"""From a lot of documents that agree with themselves to a deposit in the record."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from carnet.access.facts import Actor
from carnet.api.fhir import dates, intake, patches, persons
from carnet.api.fhir.intake import Accepted
from carnet.api.fhir.model import Identifier, ListResource
from carnet.api.fhir.naming import MHD, bare
from carnet.api.fhir.outcome import FhirProblem, Issue, refuse
from carnet.api.fhir.transaction import Lot
from carnet.journal import events as journal
from carnet.journal.kinds import EventKind
from carnet.journal.promises import promise
from carnet.records import actions
from carnet.records.incoming import Deposit, NewDocument, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterable

_LENGTHS = {"unique_id": 128, "source_id": 128, "content_type_code": 10, "title": 200}


@dataclass(frozen=True, slots=True)
class Deposited:
    """What was deposited and what to tell of it."""

    receipt: Receipt
    documents: tuple[Accepted, ...]
    warnings: list[Issue]
    promise: str  # the receipt of its event, to be held to


def deposit(lot: Lot, actor: Actor) -> Deposited:
    """Check everything, then deposit everything or nothing."""
    try:
        accepted = tuple(intake.accept(arrival) for arrival in lot.documents)
        made = _checked(lot, accepted, actor)
    except FhirProblem as problem:
        _tell_refusal(lot, actor, problem)
        raise
    receipt = actions.deposit(made)
    warnings = [w for one in accepted for w in one.warnings]
    promised = promise(receipt.event, receipt.about).text() if receipt.event else ""
    return Deposited(receipt, accepted, warnings, promised)


def _checked(lot: Lot, accepted: tuple[Accepted, ...], actor: Actor) -> Deposit:
    pairs = list(zip(lot.documents, accepted, strict=True))
    found = [persons.of_document(arrival, one, lot.patients) for arrival, one in pairs]
    person_id = persons.of_lot(lot, accepted, found)
    documents = tuple(
        _replacing(one.document, patches.replaced(arrival, person_id)) for arrival, one in pairs
    )
    patches.check(lot, documents, person_id)
    return _deposit(lot, person_id, actor, documents)


def _tell_refusal(lot: Lot, actor: Actor, problem: FhirProblem) -> None:
    """Leave a line in the record of the person whom the message names, if we know them."""
    person_id = persons.concerned(lot)
    if person_id is not None:
        detail = {"problem": problem.issues[0].code}
        journal.record(EventKind.DEPOSIT_REFUSED, person_id, actor, detail=detail)


def _replacing(document: NewDocument, entry_no: int | None) -> NewDocument:
    return document if entry_no is None else replace(document, replaces_entry_no=entry_no)


def _deposit(lot: Lot, person_id: int, actor: Actor, documents: tuple[NewDocument, ...]) -> Deposit:
    submission = lot.submission or ListResource()
    made = Deposit(
        person_id=person_id,
        actor=actor,
        documents=documents,
        unique_id=_unique_id(submission.identifier, documents),
        source_id=_source(submission),
        submitted_at=_submitted(submission, lot.submission_path),
        content_type_code=_content_type(submission),
        title=submission.title,
    )
    _check_texts(made, lot.submission_path)
    return made


def _unique_id(identifiers: Sequence[Identifier], documents: Iterable[NewDocument]) -> str:
    """The one given, else one that the same documents make again."""
    for identifier in identifiers:
        kinds = [coding.code for coding in identifier.type.coding] if identifier.type else []
        if identifier.value and "entryUUID" not in kinds:
            return bare(identifier.value)
    names = "\n".join(sorted(document.unique_id for document in documents))
    return f"2.25.{int.from_bytes(hashlib.sha256(names.encode()).digest()[:16], 'big')}"


def _source(submission: ListResource) -> str:
    for extension in submission.extension:
        if extension.url == f"{MHD}/ihe-sourceId" and extension.value_identifier:
            return bare(extension.value_identifier.value)
    return ""


def _content_type(submission: ListResource) -> str:
    for extension in submission.extension:
        concept = extension.value_codeable_concept
        if extension.url == f"{MHD}/ihe-designationType" and concept and concept.coding:
            return concept.coding[0].code
    return ""


def _submitted(submission: ListResource, path: str) -> datetime | None:
    if not submission.date:
        return None
    try:
        return dates.span(submission.date)[0]
    except (ValueError, OverflowError) as wrong:
        raise refuse(422, "value", f"{path}.date", "a FHIR dateTime", submission.date) from wrong


def _check_texts(made: Deposit, path: str) -> None:
    for name, longest in _LENGTHS.items():
        text = str(getattr(made, name))
        if len(text) > longest or "\0" in text:
            expected = f"{name} of at most {longest} characters"
            raise refuse(422, "too-long", path, expected, f"{len(text)} characters")
