"""GET /fhir/DocumentReference and its _search: ITI-67."""

from __future__ import annotations

import json
from base64 import b64encode
from urllib.parse import urlencode

import pytest
from falcon.testing import TestClient

from carnet.access.facts import Actor
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.sharing import actions as sharing
from tests.api.conftest import INS_TEST, MATRICULE, World
from tests.api.fhir.conftest import Get, Post
from tests.api.fhir.documents import cda, transaction

INS = f"urn:oid:{INS_TEST}|{MATRICULE}"
PATH = "/fhir/DocumentReference"


def asked(**parameters: str) -> str:
    query = {"patient.identifier": INS, "status": "current"} | {
        name.replace("__", ".").replace("_", "-") if not name.startswith("_") else name: value
        for name, value in parameters.items()
    }
    return f"{PATH}?{urlencode(query)}"


def test_it_works(world: World, get: Get, deposited: dict[str, str], consent: None) -> None:
    answer = get(asked())
    assert answer.status_code == 200
    bundle = answer.json
    assert (bundle["resourceType"], bundle["type"], bundle["total"]) == ("Bundle", "searchset", 1)
    found = bundle["entry"][0]["resource"]
    assert f"DocumentReference/{found['id']}" == deposited["DocumentReference"]
    assert found["status"] == "current"
    assert found["type"]["coding"][0]["system"] == "http://loinc.org"
    assert found["category"][0]["coding"][0]["code"] == "10"
    assert found["date"] == "2024-01-05T09:30:00.000Z"
    assert found["context"]["period"]["start"] == "2024-01-05T07:00:00.000Z"
    assert found["content"][0]["attachment"]["url"].endswith(deposited["Binary"])
    kinds = {one["type"]["coding"][0]["code"] for one in found["identifier"]}
    assert kinds == {"uniqueId", "entryUUID", "logicalId"}
    names = {one["id"] for one in found["contained"]}
    assert {found["author"][0]["reference"][1:], found["custodian"]["reference"][1:]} <= names
    assert [event.kind for event in history(world.person)][:1] == [EventKind.SEARCHED]


def test_by_post_it_is_the_same(
    api: TestClient, world: World, get: Get, deposited: dict[str, str], consent: None
) -> None:
    headers = world.headers(world.doctor) | {"Content-Type": "application/x-www-form-urlencoded"}
    body = asked().partition("?")[2]
    answer = api.simulate_post(f"{PATH}/_search", body=body, headers=headers)
    assert answer.content == get(asked()).content


@pytest.mark.parametrize(
    ("parameters", "total"),
    [
        ({"type": "11502-2"}, 1),
        ({"type": "http://loinc.org|11502-2,34133-9"}, 1),
        ({"type": "34133-9"}, 0),
        ({"category": "10"}, 1),
        ({"category": "11"}, 0),
        ({"facility": "SA25"}, 1),
        ({"facility": "SA01"}, 0),
        ({"setting": "ETABLISSEMENT"}, 1),
        ({"setting": "AMBULATOIRE"}, 0),
        ({"security_label": "N"}, 1),
        ({"security_label": "MASQUE_PS"}, 0),
        ({"identifier": "urn:oid:1.2.250.1.213.99.1.1"}, 1),
        ({"identifier": "urn:oid:1.2"}, 0),
        ({"creation": "2024-01-05"}, 1),
        ({"creation": "gt2024-01-05"}, 0),
        ({"date": "ge2024-01-01"}, 1),
        ({"period": "2024"}, 1),
        ({"period": "lt2024"}, 0),
        ({"status": "superseded"}, 0),
        ({"status": "current,superseded"}, 1),
        ({"isArchived": "false"}, 1),
        ({"isArchived": "true"}, 0),
        ({"author__family": "biolog"}, 1),
        ({"author__family": "nobody"}, 0),
        ({"author__identifier": "810001234508"}, 1),
        ({"author__identifier": "10001234516"}, 0),
        ({"_id": "00000000-0000-0000-0000-000000000000"}, 0),
    ],
)
def test_parameters(
    get: Get, deposited: dict[str, str], consent: None, parameters: dict[str, str], total: int
) -> None:
    answer = get(asked(**parameters))
    assert (answer.status_code, answer.json.get("total")) == (200, total), answer.text


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "patient.identifier"),
        (f"patient.identifier={INS}", "status"),
        (f"patient.identifier={INS}&status=new", "status"),
        (f"patient.identifier={INS}&patient=x&status=current", "patient.identifier"),
        ("patient.identifier=279035121518989&status=current", "patient.identifier"),
        (f"patient.identifier=urn:oid:{INS_TEST}|12&status=current", "patient.identifier"),
        (f"patient.identifier={INS}&status=current&colour=red", "colour"),
        (f"patient.identifier={INS}&status=current&_count=0", "_count"),
        (f"patient.identifier={INS}&status=current&_count=-1", "_count"),
        (f"patient.identifier={INS}&status=current&date=yesterday", "date"),
        (f"patient.identifier={INS}&status=current&date=zz2024", "date"),
        (f"patient.identifier={INS}&status=current&date=9999", "date"),
        (f"patient.identifier={INS}&status=current&isArchived=maybe", "isArchived"),
        (f"patient.identifier={INS}&status=current&type=%00", "type"),
        (f"patient.identifier={INS}&status=current&status=current", "status"),
        ("page=nothing", "page"),
        (f"page=nothing&patient.identifier={INS}", "page"),
    ],
)
def test_a_wrong_parameter_is_named(get: Get, query: str, parameter: str) -> None:
    answer = get(f"{PATH}?{query.replace('|', '%7C')}")
    assert answer.status_code == 400, answer.text
    assert answer.json["issue"][0]["expression"] == [parameter]
    assert MATRICULE not in answer.text


def test_an_unknown_person(get: Get) -> None:
    answer = get(asked().replace(MATRICULE, "179035121518954"))
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (404, "not-found")


def test_pages_name_no_patient(get: Get, post: Post, consent: None) -> None:
    post("/fhir", transaction(*(cda(number) for number in range(1, 6))))
    seen: list[str] = []
    path: str | None = asked(_count="2")
    while path:
        bundle = get(path).json
        assert bundle["total"] == 5
        seen += [entry["resource"]["id"] for entry in bundle["entry"]]
        links = {link["relation"]: link["url"] for link in bundle["link"]}
        for url in links.values():
            assert MATRICULE not in url
            assert b64encode(MATRICULE.encode()).decode()[:12] not in url
        again = get(links["self"].removeprefix("http://localhost:8000"))
        assert again.json == bundle
        path = links.get("next", "").removeprefix("http://localhost:8000") or None
    assert len(seen) == len(set(seen)) == 5


def test_no_consent_no_reading(world: World, get: Get, deposited: dict[str, str]) -> None:
    for path in (
        asked(),
        f"/fhir/{deposited['DocumentReference']}",
        f"/fhir/{deposited['Binary']}",
    ):
        answer = get(path)
        assert (answer.status_code, answer.json["issue"][0]["code"]) == (403, "forbidden")
        assert answer.json["issue"][0]["diagnostics"]
        assert history(world.person)[0].kind is EventKind.ACCESS_REFUSED


def test_the_blocked_may_still_deposit(
    world: World, get: Get, post: Post, consent: None, holder: Actor
) -> None:
    sharing.block(world.person, holder, professional_id=world.doctor)
    assert get(asked()).status_code == 403
    assert post("/fhir", transaction(cda()), world.headers(world.doctor)).status_code == 200


def test_a_structure_alone_reads_nothing(api: TestClient, world: World) -> None:
    assert api.simulate_get(asked(), headers=world.headers()).status_code == 403


def test_logs_hold_no_identifier(
    get: Get, deposited: dict[str, str], consent: None, capsys: pytest.CaptureFixture[str]
) -> None:
    get(asked())
    get(f"/fhir/{deposited['Binary']}")
    written = "".join(capsys.readouterr())
    assert "/fhir/DocumentReference" in written
    assert MATRICULE not in written
    assert deposited["Binary"].rpartition("/")[2] not in written


def test_it_is_json_only(get: Get) -> None:
    answer = get(asked(), Accept="application/fhir+xml")
    assert (answer.status_code, json.loads(answer.text)["issue"][0]["code"]) == (
        406,
        "not-supported",
    )


@pytest.mark.parametrize("body", [b"\xff\xfe", b"patient.identifier=\xff", b"a=%FF"])
def test_a_form_that_is_not_utf_8_is_refused(api: TestClient, world: World, body: bytes) -> None:
    headers = world.headers(world.doctor) | {"Content-Type": "application/x-www-form-urlencoded"}
    answer = api.simulate_post(f"{PATH}/_search", body=body, headers=headers)
    assert answer.status_code == 400
    assert "UTF-8" in answer.json["issue"][0]["diagnostics"]
