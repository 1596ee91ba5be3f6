"""GET /fhir/Patient: TD0.2."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from falcon.testing import TestClient

from carnet.access.facts import Actor
from carnet.base import clock
from carnet.base.database import execute
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.records import actions as records
from carnet.sharing import actions as sharing
from tests.api.conftest import INS_TEST, MATRICULE, World
from tests.api.fhir.conftest import Get

ASKED = f"/fhir/Patient?{urlencode({'identifier': f'urn:oid:{INS_TEST}|{MATRICULE}'})}"


def extensions(patient: dict[str, Any]) -> dict[str, Any]:
    return {one["url"].rpartition("/")[2]: one for one in patient["extension"]}


def standing(patient: dict[str, Any]) -> dict[str, bool]:
    inside = extensions(patient)["dmp-autorisation"]["extension"]
    return {one["url"]: one["valueBoolean"] for one in inside}


def test_an_open_record(world: World, get: Get) -> None:
    bundle = get(ASKED).json
    patient = bundle["entry"][0]["resource"]
    assert (bundle["total"], patient["active"]) == (1, True)
    assert patient["identifier"][0]["value"] == MATRICULE
    assert standing(patient) == {"consultation": False, "alimentation": True}
    assert extensions(patient)["dmp-medecin-traitant"]["valueBoolean"] is False
    assert bundle["entry"][1]["resource"]["issue"][0]["diagnostics"]  # why not
    assert MATRICULE not in bundle["link"][0]["url"]
    assert history(world.person)[0].kind is EventKind.EXISTENCE_TESTED
    assert get(f"/fhir/Patient/{patient['id']}").json == patient
    again = get(bundle["link"][0]["url"].removeprefix("http://localhost:8000"))
    assert again.json == bundle


def test_with_consent_and_as_treating_doctor(world: World, get: Get, consent: None) -> None:
    sharing.declare_treating_doctor(world.person, world.doctor, clock.today())
    patient = get(ASKED).json["entry"][0]["resource"]
    assert standing(patient)["consultation"] is True
    assert extensions(patient)["dmp-medecin-traitant"]["valueBoolean"] is True


def test_a_closed_record(world: World, get: Get, holder: Actor) -> None:
    records.close_now(world.person, holder)
    patient = get(ASKED).json["entry"][0]["resource"]
    assert patient["active"] is False
    closing = {one["url"]: one for one in extensions(patient)["dmp-fermeture"]["extension"]}
    assert closing["motifFermeture"]["valueCode"] == "closed"
    assert closing["dateFermeture"]["valueDateTime"]
    assert standing(patient) == {"consultation": False, "alimentation": False}


def test_no_record(world: World, get: Get, holder: Actor) -> None:
    unknown = get(ASKED.replace(MATRICULE, "179035121518954")).json
    assert (unknown["total"], "entry" in unknown) == (0, False)
    execute("UPDATE records_record SET state = 'opposed'")
    assert get(ASKED).json["total"] == 0


def test_a_depositing_structure_may_ask(api: TestClient, world: World) -> None:
    assert api.simulate_get(ASKED, headers=world.headers()).json["total"] == 1


@pytest.mark.parametrize("query", ["", "identifier=12", "name=X", "identifier=urn:oid:1.2|3"])
def test_a_wrong_question(get: Get, query: str) -> None:
    assert get(f"/fhir/Patient?{query.replace('|', '%7C')}").status_code == 400
