"""All published CDA documents deposit and come back byte for byte."""

from __future__ import annotations

import pytest

from carnet.formats import sandbox
from carnet.identity import people
from tests.api.conftest import World, add_person
from tests.api.fhir.conftest import Get, Post
from tests.api.fhir.documents import transaction
from tests.conftest import CORPUS

NAMES = sorted(str(path.relative_to(CORPUS)) for path in CORPUS.glob("cda_fr/**/*.xml"))


@pytest.mark.skipif(not NAMES, reason="the corpus of published documents is absent")
@pytest.mark.parametrize("name", NAMES)
def test_it_deposits_and_comes_back(world: World, post: Post, get: Get, name: str) -> None:
    data = (CORPUS / name).read_bytes()
    patient = sandbox.read_metadata(data).patient
    if people.find_by_matricule(patient.matricule) is None:
        add_person(patient.matricule)
    answer = post("/fhir", transaction(data, matricule=patient.matricule))
    assert answer.status_code == 200, answer.text
    declared = {
        "resourceType": "Consent", "status": "active",
        "patient": {"identifier": {"system": f"urn:oid:{patient.oid}", "value": patient.matricule}},
    }  # fmt: skip
    assert post("/fhir/Consent", declared, world.headers(world.doctor)).status_code == 201
    _, document, binary = (one["response"]["location"] for one in answer.json["entry"])
    assert get(f"/fhir/{binary}").content == data
    assert get(f"/fhir/{document}").status_code == 200
