"""The addresses that receive documents: ITI-65 on the base, ITI-105 on DocumentReference."""

from __future__ import annotations

from typing import Any

import falcon

from carnet.access.facts import Actor
from carnet.api.fhir import acting, answers, deposits, document_view, transaction
from carnet.api.fhir.decoding import base64, decode, read_body
from carnet.api.fhir.deposits import Deposited
from carnet.api.fhir.intake import Arrival
from carnet.api.fhir.model import Bundle, DocumentReference
from carnet.api.fhir.naming import base
from carnet.api.fhir.outcome import outcome, refuse
from carnet.api.fhir.transaction import Lot
from carnet.api.oauth import scopes
from carnet.base import clock
from carnet.base.ids import Kind, Pointer, conceal
from carnet.records.incoming import NewDocument
from carnet.records.views import EntryView

RECEIPT = "Carnet-Receipt"  # docs/software.md


class TransactionResource:
    """``POST /fhir``: ITI-65, Provide Document Bundle."""

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Deposit one lot; a replay gets the first answer again."""
        actor = acting.actor(request, scopes.DEPOSIT)
        answers.check_format(request)
        lot = transaction.take_apart(decode(read_body(request), Bundle))
        done = deposits.deposit(lot, actor)
        answers.write(response, _response(lot, done))
        response.set_header(RECEIPT, done.promise)


def publish(request: falcon.Request, response: falcon.Response) -> None:
    """``POST /fhir/DocumentReference``: ITI-105, Simplified Publish."""
    actor = acting.actor(request, scopes.DEPOSIT)
    answers.check_format(request)
    reference = decode(read_body(request), DocumentReference)
    path = "DocumentReference"
    attachment = transaction.only_attachment(reference, path)
    where = f"{path}.content[0].attachment.data"
    if not attachment.data:
        raise refuse(422, "required", where, "the bytes of the document, in base64", "nothing")
    arrival = Arrival(path, where, reference, base64(attachment.data, where))
    done = deposits.deposit(Lot(None, path, documents=[arrival]), actor)
    shown = document_view.document_reference(_as_deposited(done, actor))
    answers.write(response, shown, 201)
    response.set_header(RECEIPT, done.promise)
    response.location = f"{base()}/DocumentReference/{shown.id}"
    response.etag = falcon.ETag("1")


def _response(lot: Lot, done: Deposited) -> dict[str, Any]:
    receipt = done.receipt
    documents = iter(receipt.entry_uuids)
    binaries = iter(receipt.entries)
    entries = []
    for kind in lot.kinds:
        answer: dict[str, Any] = {"status": "201 Created", "etag": 'W/"1"'}
        if kind == "List":
            answer["location"] = f"List/{receipt.submission_uuid}"
        elif kind == "DocumentReference":
            answer["location"] = f"DocumentReference/{next(documents)}"
        elif kind == "Binary":
            pointer = Pointer(Kind.ENTRY, receipt.person_id, next(binaries))
            answer["location"] = f"Binary/{conceal(pointer)}"
        else:  # the patch that a replacement implies, a Patient that exists
            answer = {"status": "200 OK"}
        entries.append({"response": answer})
    if done.warnings:
        entries[0]["response"]["outcome"] = outcome(done.warnings)
    return {"resourceType": "Bundle", "type": "transaction-response", "entry": entries}


def _as_deposited(done: Deposited, actor: Actor) -> EntryView:
    """The entry as it was written, without asking the record: depositing is not reading."""
    document: NewDocument = done.documents[0].document
    metadata = done.documents[0].metadata
    same = (
        "type_code", "class_code", "format_code", "category", "title", "created_at",
        "service_start", "service_stop", "author_name", "author_professional_id",
        "hidden_from_professionals", "hidden_from_patient", "hidden_from_representatives",
        "confidentiality", "mime_type", "language", "unique_id", "header",
    )  # fmt: skip
    return EntryView(
        person_id=done.receipt.person_id,
        entry_no=done.receipt.entries[0],
        version=1,
        status=1,
        submission_no=done.receipt.submission,
        submitted_at=clock.now(),
        source_organization_id=actor.organization_id,
        size=metadata.size,
        sha1=metadata.sha1,
        replaces_entry_no=document.replaces_entry_no,
        **{name: getattr(document, name) for name in same},
    )
