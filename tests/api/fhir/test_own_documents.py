"""What a person deposits themself, as professionals' software reads it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest

from carnet.access.facts import Actor
from carnet.records import actions as records
from tests.api.conftest import INS_TEST, MATRICULE, World
from tests.api.fhir.conftest import Get

NOTE = "Bonjour, voici mes résultats.".encode()


@pytest.fixture
def mine(world: World, consent: None, holder: Actor) -> int:
    """A note that the person added, as a report."""
    draft = records.begin(world.person, holder, "note.txt", NOTE)
    chosen = records.Chosen("Mes résultats", date(2025, 3, 4), "BIOLOGIE")
    return records.finish(world.person, holder, draft, chosen)


def found(get: Get, world: World, **asked: str) -> list[Any]:
    query = {"patient.identifier": f"urn:oid:{INS_TEST}|{MATRICULE}", "status": "current"} | asked
    answer = get(f"/fhir/DocumentReference?{urlencode(query)}", world.doctor).json
    return [one["resource"] for one in answer.get("entry", ())]


def test_its_author_is_the_patient(mine: int, get: Get, world: World) -> None:
    [one] = found(get, world)
    assert one["author"] == [{"reference": "#source-patient"}]
    assert "authenticator" not in one
    assert one["type"]["coding"][0]["code"] == "DOCPAT05"
    assert one["context"]["practiceSetting"]["coding"][0]["code"] == "EXP_PATIENT"
    [content] = one["content"]
    assert content["attachment"]["contentType"] == "text/plain"
    assert content["attachment"]["title"] == "Mes résultats"
    assert content["format"]["code"] == "urn:ihe:iti:xds-sd:text:2008"
    address = content["attachment"]["url"]
    assert get(address[address.index("/fhir") :], world.doctor).content == NOTE


def test_a_correction_replaces_it(mine: int, get: Get, world: World, holder: Actor) -> None:
    chosen = records.Chosen("Mes analyses", date(2025, 3, 4), "BIOLOGIE")
    records.correct(world.person, holder, mine, chosen)
    [one] = found(get, world)
    assert one["relatesTo"][0]["code"] == "replaces"
    [old] = found(get, world, status="superseded")
    assert old["content"][0]["attachment"]["title"] == "Mes résultats"


@pytest.mark.parametrize("status", ["current", "superseded", "entered-in-error"])
def test_deleted_it_is_nowhere(
    mine: int, get: Get, world: World, holder: Actor, status: str
) -> None:
    chosen = records.Chosen("Mes analyses", date(2025, 3, 4), "BIOLOGIE")
    newer = records.correct(world.person, holder, mine, chosen)
    records.delete(world.person, holder, [newer])
    assert found(get, world, status=status) == []
