"""A 100 KB CDA as software sends it (ITI-65), and as the record takes it."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from functools import cache

from carnet.demo.cda.sized import sized_document
from carnet.demo.nation.model import TEST_OID, Person
from carnet.records.incoming import Deposit

_HASH, _DATA, _SIZE = "@@HASH@@", "@@DATA@@", 123_456_789


def one_document(person: Person, size: int, number: int) -> bytes:
    """The body of one transaction; ``number`` makes the document unlike any other."""
    data = sized_document(size, person, number)
    digest = b64encode(hashlib.sha1(data, usedforsecurity=False).digest())
    before, middle, between, after = _model(person)
    return b"".join(
        (before, digest, middle, str(len(data)).encode(), between, b64encode(data), after)
    )


@cache
def _model(person: Person) -> tuple[bytes, bytes, bytes, bytes]:
    text = json.dumps(_bundle(person)).encode()
    before, _, rest = text.partition(_HASH.encode())
    middle, _, rest = rest.partition(str(_SIZE).encode())
    between, _, after = rest.partition(_DATA.encode())
    return before, middle, between, after


def _bundle(person: Person) -> dict[str, object]:
    identifier = {"system": f"urn:oid:{TEST_OID}", "value": person.matricule}
    attachment = {
        "contentType": "text/xml", "hash": _HASH, "size": _SIZE, "url": "urn:uuid:3", "title": "CR",
    }  # fmt: skip
    submission: dict[str, object] = {
        "resourceType": "List", "status": "current", "mode": "working",
        "code": {"coding": [{"code": "submissionset"}]}, "subject": {"identifier": identifier},
        "entry": [{"item": {"reference": "urn:uuid:2"}}],
    }  # fmt: skip
    document: dict[str, object] = {
        "resourceType": "DocumentReference", "status": "current",
        "subject": {"identifier": identifier}, "content": [{"attachment": attachment}],
    }  # fmt: skip
    binary: dict[str, object] = {"resourceType": "Binary", "contentType": "text/xml", "data": _DATA}
    entries = [
        {"fullUrl": f"urn:uuid:{n}", "resource": resource,
         "request": {"method": "POST", "url": str(resource["resourceType"])}}
        for n, resource in enumerate((submission, document, binary), 1)
    ]  # fmt: skip
    return {"resourceType": "Bundle", "type": "transaction", "entry": entries}


def as_deposit(person: Person, person_id: int, size: int, number: int, source: int) -> Deposit:
    """The same document as the door hands it to the record."""
    from carnet.access.facts import Actor, ActorKind
    from carnet.api.fhir.intake import Arrival, accept
    from carnet.api.fhir.model import Attachment, Content, DocumentReference

    data = sized_document(size, person, number)
    reference = DocumentReference(content=[Content(attachment=Attachment())])
    accepted = accept(Arrival("DocumentReference", "data", reference, data))
    actor = Actor(ActorKind.ORGANIZATION, organization_id=source)
    return Deposit(person_id, actor, (accepted.document,), unique_id=f"2.25.{number}")
