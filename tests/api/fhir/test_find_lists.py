"""GET /fhir/List and its _search: ITI-66."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from carnet.access.facts import Actor
from carnet.base import ids
from carnet.records import actions as records
from tests.api.conftest import INS_TEST, MATRICULE, World
from tests.api.fhir.conftest import Get

INS = f"urn:oid:{INS_TEST}|{MATRICULE}"


def asked(**parameters: str) -> str:
    query = {"patient.identifier": INS, "code": "submissionset", "status": "current"} | parameters
    return f"/fhir/List?{urlencode(query)}"


def test_it_works(world: World, get: Get, deposited: dict[str, str], consent: None) -> None:
    bundle = get(asked()).json
    assert bundle["total"] == 1
    lot = bundle["entry"][0]["resource"]
    assert f"List/{lot['id']}" == deposited["List"]
    assert lot["title"] == "Résultats du 5 janvier"
    assert lot["entry"] == [{"item": {"reference": deposited["DocumentReference"]}}]
    assert lot["contained"][0]["organization"]["identifier"]["value"] == "920000684"
    assert get(f"/fhir/{deposited['List']}").json == lot


@pytest.mark.parametrize(
    ("parameters", "total"),
    [
        ({"date": "ge2024"}, 1),
        ({"date": "lt2020"}, 0),
        ({"identifier": "urn:oid:1.2.250.1.213.99.7"}, 1),
        ({"identifier": "urn:oid:1.2"}, 0),
        ({"code": "folder"}, 0),
        ({"status": "entered-in-error"}, 0),
        ({"sourceId": "elsewhere"}, 0),
    ],
)
def test_parameters(
    get: Get, deposited: dict[str, str], consent: None, parameters: dict[str, str], total: int
) -> None:
    assert get(asked(**parameters)).json["total"] == total


def test_a_missing_parameter_is_named(get: Get) -> None:
    answer = get(f"/fhir/List?{urlencode({'patient.identifier': INS, 'status': 'current'})}")
    assert (answer.status_code, answer.json["issue"][0]["expression"]) == (400, ["code"])


def test_a_lot_all_hidden_is_absent(
    world: World, get: Get, deposited: dict[str, str], consent: None, holder: Actor
) -> None:
    pointer = ids.reveal(deposited["Binary"].rpartition("/")[2])
    assert pointer is not None
    records.hide(world.person, holder, pointer.number)
    assert get(asked(), world.physiotherapist).json["total"] == 0
    assert get(f"/fhir/{deposited['List']}", world.physiotherapist).status_code == 404
