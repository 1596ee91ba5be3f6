"""The main journey by machine, a to f: token, deposit, consent, search, read, hide, history."""

from __future__ import annotations

from urllib.parse import urlencode

from falcon.testing import TestClient

from carnet.access.facts import Actor, ActorKind
from carnet.base import ids
from carnet.base.models import Outbox
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.records import actions as records
from carnet.records import door
from carnet.sharing import actions as sharing
from tests.api.conftest import INS_TEST, MATRICULE, World
from tests.api.fhir.conftest import Post
from tests.api.fhir.documents import cda, subject, transaction

INS = f"urn:oid:{INS_TEST}|{MATRICULE}"
SEARCH = f"/fhir/DocumentReference?{urlencode({'patient.identifier': INS, 'status': 'current'})}"


def test_from_the_laboratory_to_the_one_who_may_no_longer_read(
    api: TestClient, world: World, post: Post
) -> None:
    holder = Actor(ActorKind.PERSON, world.person)
    kine = world.headers(world.physiotherapist)

    # b. the laboratory deposits: the person is to be told, without content
    answer = post("/fhir", transaction(cda()))
    binary = next(
        one["response"]["location"]
        for one in answer.json["entry"]
        if one["response"]["location"].startswith("Binary")
    )
    told = Outbox.objects.get(kind="document.deposited")
    assert told.person_id == world.person
    assert set(told.payload) <= {"entry_no", "hidden_from_patient", "hidden_from_representatives"}

    # c. the person opens it
    pointer = ids.reveal(binary.rpartition("/")[2])
    assert pointer is not None
    assert door.open(world.person, holder).read(pointer.number) == cda()

    # e. another software asks whether it may read, declares the consent, searches, reads
    assert api.simulate_get(SEARCH, headers=kine).status_code == 403
    declared = {"resourceType": "Consent", "status": "active", "patient": subject()}
    assert post("/fhir/Consent", declared, kine).status_code == 201
    found = api.simulate_get(SEARCH, headers=kine).json
    assert found["total"] == 1
    url = found["entry"][0]["resource"]["content"][0]["attachment"]["url"]
    path = url.removeprefix("http://localhost:8000")
    assert api.simulate_get(path, headers=kine).content == cda()

    # d. the person hides it: absent from lists, totals and reads; then blocks: refused, with why
    records.hide(world.person, holder, pointer.number)
    assert api.simulate_get(SEARCH, headers=kine).json["total"] == 0
    gone = api.simulate_get(path, headers=kine)
    forged = api.simulate_get("/fhir/Binary/00000000-0000-4000-8000-000000000000", headers=kine)
    assert (gone.status_code, gone.content) == (404, forged.content)
    sharing.block(world.person, holder, professional_id=world.physiotherapist)
    refused = api.simulate_get(SEARCH, headers=kine)
    assert refused.status_code == 403
    assert refused.json["issue"][0]["diagnostics"]

    # f. the history holds each of these, newest first
    kinds = [event.kind for event in history(world.person)]
    for kind in (
        EventKind.DOCUMENT_DEPOSITED, EventKind.DOCUMENT_READ, EventKind.CONSENT_RECORDED,
        EventKind.SEARCHED, EventKind.DOCUMENT_HIDDEN, EventKind.BLOCKED, EventKind.ACCESS_REFUSED,
    ):  # fmt: skip
        assert kind in kinds
    assert kinds[0] is EventKind.ACCESS_REFUSED
