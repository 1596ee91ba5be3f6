"""By which door a mutant comes in; what each answers when it takes none."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from typing import Any

from lxml import html

from campaigns.mutate.calls import Watch
from campaigns.mutate.mutants import Mutant
from campaigns.mutate.people import People
from carnet.demo.nation.model import TEST_OID

_REFUSED = range(400, 500)
_OK, _FOUND, _UNSOUND = 200, 302, 422


def deposited(mutant: Mutant, people: People, watch: Watch) -> int | None:
    """The number of the entry that software deposited; None when it was refused, clearly."""
    body = json.dumps(_bundle(mutant.data, people.matricule)).encode()
    headers = {"Content-Type": "application/fhir+json", **people.laboratory}
    answer = watch.call(
        "POST /fhir", lambda: people.software.simulate_post("/fhir", body=body, headers=headers)
    )
    if answer is None:
        return None
    if answer.status_code in _REFUSED:
        told = answer.json.get("resourceType") == "OperationOutcome" and answer.json["issue"]
        watch.expect("a refusal says why", holds=bool(told))
        return None
    taken = answer.status_code == _OK
    watch.expect(f"POST /fhir: {answer.status_code}", holds=taken)
    return _number(answer.json) if taken else None


def _number(answer: dict[str, Any]) -> int:
    from carnet.base.ids import reveal

    places = [one["response"]["location"] for one in answer["entry"]]
    place = next(one for one in places if one.startswith("DocumentReference/"))
    pointer = reveal(place.split("/")[1])
    assert pointer
    return pointer.number


def uploaded(mutant: Mutant, people: People, watch: Watch) -> int | None:
    """The number of the entry that the patient added; None when it was refused, clearly."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    path = "/documents/ajouter/"
    chosen = SimpleUploadedFile(f"fichier-{mutant.name}"[:60], mutant.data)
    begun = watch.call(f"POST {path}", lambda: people.patient.post(path, {"chosen": chosen}))
    if begun is None or begun.status_code != _FOUND:
        watch.expect("a file refused says why", holds=getattr(begun, "status_code", 0) == _UNSOUND)
        return None
    draft = begun.headers["Location"]
    watch.call("GET preview", lambda: people.patient.get(f"{draft}apercu.webp"))
    page = watch.call("GET draft", lambda: people.patient.get(draft))
    form = _form(page.content) if page else {}
    added = watch.call("POST draft", lambda: people.patient.post(draft, form))
    taken = added is not None and added.status_code == _FOUND
    watch.expect("what is proposed may be sent as it is", holds=taken)
    return _pointed(added.headers["Location"]) if added is not None and taken else None


def _form(page: bytes) -> dict[str, str]:
    """What a browser would send of the form as it is filled."""
    read: Any = html.fromstring(page.decode())
    forms = read.forms
    form = next((one for one in forms if "title" in one.fields), None)
    return {name: value or "" for name, value in form.form_values()} if form is not None else {}


def _pointed(address: str) -> int:
    from carnet.base.ids import reveal

    pointer = reveal(address.split("/")[2])
    assert pointer
    return pointer.number


def _bundle(data: bytes, matricule: str) -> dict[str, Any]:
    """A Provide Document Bundle (ITI-65) of one document."""
    subject = {"identifier": {"system": f"urn:oid:{TEST_OID}", "value": matricule}}
    attachment = {
        "contentType": "text/xml", "url": "urn:uuid:b", "size": len(data),
        "hash": b64encode(hashlib.sha1(data).digest()).decode(),
    }  # fmt: skip
    reference = {
        "resourceType": "DocumentReference", "status": "current", "subject": subject,
        "content": [{"attachment": attachment}],
    }  # fmt: skip
    binary = {
        "resourceType": "Binary", "contentType": "text/xml", "data": b64encode(data).decode()
    }  # fmt: skip
    submission = {
        "resourceType": "List", "status": "current", "mode": "working", "subject": subject,
        "code": {"coding": [{"code": "submissionset"}]}, "date": "2026-01-05T11:00:00+01:00",
        "entry": [{"item": {"reference": "urn:uuid:d"}}],
    }  # fmt: skip
    named = (("urn:uuid:l", submission), ("urn:uuid:d", reference), ("urn:uuid:b", binary))
    entries = [
        {"fullUrl": url, "resource": one, "request": {"method": "POST", "url": one["resourceType"]}}
        for url, one in named
    ]
    return {"resourceType": "Bundle", "type": "transaction", "entry": entries}
