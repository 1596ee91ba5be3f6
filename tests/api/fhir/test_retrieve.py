"""GET /fhir/Binary/{id} and /fhir/DocumentReference/{id}: ITI-68 and reads."""

from __future__ import annotations

from base64 import b64decode

import pytest

from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from tests.api.conftest import World
from tests.api.fhir.conftest import Get, Post
from tests.api.fhir.documents import cda

FORGED = "00000000-0000-4000-8000-000000000000"


def test_the_bytes_come_back_as_they_went(
    world: World, get: Get, deposited: dict[str, str], consent: None
) -> None:
    answer = get(f"/fhir/{deposited['Binary']}")
    assert (answer.status_code, answer.content) == (200, cda())
    assert answer.headers["content-type"] == "text/xml"
    assert answer.headers["x-content-type-options"] == "nosniff"
    name = 'filename="Compte rendu de biologie 2024-01-05.xml"'
    assert name in answer.headers["content-disposition"]
    event = history(world.person)[0]
    assert (event.kind, event.actor_id) == (EventKind.DOCUMENT_READ, world.doctor)


@pytest.mark.parametrize("accept", ["application/fhir+json", "application/fhir+json, */*;q=0.1"])
def test_as_a_binary(get: Get, deposited: dict[str, str], consent: None, accept: str) -> None:
    answer = get(f"/fhir/{deposited['Binary']}", Accept=accept)
    assert answer.json["resourceType"] == "Binary"
    assert f"Binary/{answer.json['id']}" == deposited["Binary"]
    assert b64decode(answer.json["data"]) == cda()


def test_metadata_by_entry_uuid_and_by_logical_id(
    get: Get, deposited: dict[str, str], consent: None
) -> None:
    by_uuid = get(f"/fhir/{deposited['DocumentReference']}")
    logical = deposited["Binary"].replace("Binary", "DocumentReference")
    assert by_uuid.status_code == 200
    assert get(f"/fhir/{logical}").json == by_uuid.json


@pytest.mark.parametrize("kind", ["Binary", "DocumentReference", "List", "Patient", "Consent"])
@pytest.mark.parametrize("identifier", [FORGED, "1", "é", "a" * 300])
def test_a_forged_identifier(get: Get, consent: None, kind: str, identifier: str) -> None:
    answer = get(f"/fhir/{kind}/{identifier}")
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (404, "not-found")


def test_the_identifier_of_another_kind(get: Get, deposited: dict[str, str], consent: None) -> None:
    lot = deposited["List"].rpartition("/")[2]
    assert get(f"/fhir/DocumentReference/{lot}").status_code == 404
    assert get(f"/fhir/Binary/{lot}").status_code == 404


def test_unknown_addresses_answer_in_fhir(get: Get, post: Post) -> None:
    for answer, status in (
        (get("/fhir/Observation"), 404),
        (get("/fhir/Binary"), 404),
        (post("/fhir/metadata", {}), 405),
    ):
        assert (answer.status_code, answer.json["resourceType"]) == (status, "OperationOutcome")
