"""/fhir/Consent: TD0.3 and TD0.4."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from falcon.testing import TestClient

from carnet.access.facts import Actor
from carnet.base import clock
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.sharing import actions as sharing
from tests.api.conftest import INS_TEST, MATRICULE, World
from tests.api.fhir.conftest import Get, Post
from tests.api.fhir.documents import subject

ASKED = f"/fhir/Consent?{urlencode({'patient.identifier': f'urn:oid:{INS_TEST}|{MATRICULE}'})}"
TIMELINE = f"/fhir/DocumentReference?status=current&{ASKED.partition('?')[2]}"


def consent(system: str = "", value: str = "", **changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"resourceType": "Consent", "status": "active", "patient": subject()}
    if system:
        identifier = {"identifier": {"system": system, "value": value}}
        body["provision"] = {"type": "permit", "actor": [{"reference": identifier}]}
    return body | changes


def test_it_opens_the_record(world: World, get: Get, post: Post) -> None:
    assert get(TIMELINE).status_code == 403
    answer = post("/fhir/Consent", consent(), world.headers(world.doctor))
    assert answer.status_code == 201, answer.text
    made = answer.json
    assert made["provision"]["type"] == "permit"
    named = made["provision"]["actor"][0]["reference"]["identifier"]
    assert named == {"system": "https://rpps.esante.gouv.fr", "value": "10001234516"}
    assert get(TIMELINE).status_code == 200
    assert get(f"/fhir/Consent/{made['id']}").json == made
    assert get(ASKED).json["entry"][0]["resource"] == made
    assert answer.headers["location"].endswith(made["id"])
    kinds = [event.kind for event in history(world.person)]
    assert EventKind.CONSENT_RECORDED in kinds


def test_for_the_team_of_the_structure(world: World, get: Get, post: Post) -> None:
    body = consent("https://finess.esante.gouv.fr", "750000093")
    assert post("/fhir/Consent", body, world.headers(world.doctor)).status_code == 201
    assert get(TIMELINE, world.physiotherapist).status_code == 200


def test_it_can_be_withdrawn(api: TestClient, world: World, get: Get, post: Post) -> None:
    made = post("/fhir/Consent", consent(), world.headers(world.doctor)).json
    headers = world.headers(world.physiotherapist)
    path = f"/fhir/Consent/{made['id']}"
    assert api.simulate_delete(path, headers=headers).status_code == 404  # not theirs
    assert api.simulate_delete(path, headers=world.headers(world.doctor)).status_code == 204
    assert get(TIMELINE).status_code == 403
    assert get(path).status_code == 404


def test_one_withdrawn_at_the_same_moment_is_told_so(
    world: World, post: Post, holder: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def undone(*asked: Any, **named: Any) -> None:
        record_consent(*asked, **named)
        sharing.withdraw_consent(world.person, holder, professional_id=world.doctor)

    record_consent = sharing.record_consent
    monkeypatch.setattr(sharing, "record_consent", undone)
    answer = post("/fhir/Consent", consent(), world.headers(world.doctor))
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (409, "conflict")


def test_nobody_declares_it_for_another(world: World, post: Post) -> None:
    body = consent("https://rpps.esante.gouv.fr", "10001234524")
    answer = post("/fhir/Consent", body, world.headers(world.doctor))
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (403, "forbidden")


def test_the_blocked_cannot_declare_it(world: World, get: Get, post: Post, holder: Actor) -> None:
    sharing.block(world.person, holder, professional_id=world.doctor)
    assert post("/fhir/Consent", consent(), world.headers(world.doctor)).status_code == 403
    assert get(ASKED).json["entry"][0]["resource"]["provision"]["type"] == "deny"


def test_it_ends_by_itself_when_it_says_so(world: World, get: Get, post: Post) -> None:
    tomorrow = (clock.now() + timedelta(days=1)).isoformat(timespec="seconds")
    body = consent(provision={"period": {"end": tomorrow}})
    made = post("/fhir/Consent", body, world.headers(world.doctor)).json
    assert made["provision"]["period"]["end"][:16] == tomorrow[:16]
    assert get(TIMELINE).status_code == 200
    with clock.moved(timedelta(days=2)):
        assert get(TIMELINE).status_code == 403
        assert get(ASKED).json["total"] == 0


def test_the_administrator_blocks_another_at_the_request_of_the_person(
    world: World, get: Get, post: Post, holder: Actor
) -> None:
    post("/fhir/Consent", consent(), world.headers(world.physiotherapist))
    body = consent("https://rpps.esante.gouv.fr", "10001234524")
    body["provision"]["type"] = "deny"
    assert post("/fhir/Consent", body, world.headers(world.doctor)).status_code == 403
    post("/fhir/Consent", consent(), world.headers(world.doctor))
    assert post("/fhir/Consent", body, world.headers(world.doctor)).status_code == 403
    sharing.choose_administrator(world.person, holder, world.doctor)
    answer = post("/fhir/Consent", body, world.headers(world.doctor))
    assert (answer.status_code, answer.json["provision"]["type"]) == (201, "deny")
    assert get(TIMELINE, world.physiotherapist).status_code == 403
    assert (
        get(f"/fhir/Consent/{answer.json['id']}").status_code == 404
    )  # theirs no more than before
    secret = world.headers(world.doctor, purpose="INVISIBLE_REPRESENTANTS_LEGAUX")
    assert post("/fhir/Consent", body, secret).status_code == 403


def test_a_structure_alone_declares_nothing(world: World, post: Post) -> None:
    assert post("/fhir/Consent", consent()).status_code == 403


@pytest.mark.parametrize(
    ("body", "expression"),
    [
        (consent(status="draft"), "Consent.status"),
        (consent(patient={}), "Consent.patient"),
        ({"resourceType": "Consent", "status": "active"}, "Consent.patient"),
        (consent(provision={"type": "forbid"}), "Consent.provision.type"),
        (consent(provision={"type": "deny"}), "Consent.provision.actor"),
        (consent(provision={"period": {"end": "2024-01-31"}}), "Consent.provision.period.end"),
        (consent(provision={"period": {"end": "demain"}}), "Consent.provision.period.end"),
        (consent(provision={"period": {"end": "9999-12-31"}}), "Consent.provision.period.end"),
        (consent("https://rpps.esante.gouv.fr", "1"), "Consent.provision.actor[0].reference"),
        (consent("https://elsewhere.example", "1"), "Consent.provision.actor[0].reference"),
        (consent(provision={"actor": [{}]}), "Consent.provision.actor[0].reference"),
        (consent(provision={"actor": [{}, {}]}), "Consent.provision.actor"),
    ],
)
def test_what_is_wrong_is_named(
    world: World, post: Post, body: dict[str, Any], expression: str
) -> None:
    answer = post("/fhir/Consent", body, world.headers(world.doctor))
    assert answer.status_code == 422, answer.text
    assert answer.json["issue"][0]["expression"] == [expression]
