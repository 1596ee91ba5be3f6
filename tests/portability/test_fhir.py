"""The FHIR of a copy: one Bundle whose links lead nowhere but into the copy."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings

from carnet.base.database import execute
from carnet.base.ids import reveal
from carnet.contents import refusals
from carnet.portability.choice import ANSWERS, Choice
from carnet.profile import actions as profile
from carnet.profile.queries import Question
from tests.portability.copying import brought, elsewhere, exported, holder, opened, taken
from uichecks.world import World, read

_DOCUMENT = "DocumentReference"


@pytest.fixture
def measured(world: World) -> int:
    profile.save(world.julie, holder(world.julie), Question.HEIGHT, "168")
    return world.julie


def bundle(data: bytes) -> list[dict[str, Any]]:
    entries = json.loads(opened(data).read("fhir/carnet.json"))["entry"]
    return [one["resource"] for one in entries]


def kinds(resources: list[dict[str, Any]]) -> dict[str, int]:
    names = [one["resourceType"] for one in resources]
    return {name: names.count(name) for name in names}


def test_it_holds_documents_lots_consents_and_measures(measured: int, world: World) -> None:
    found = kinds(bundle(taken(measured)))
    count = len(world.documents)
    wanted = {"Patient": 1, "DocumentReference": count, "List": count, "Consent": 2}
    assert found == wanted | {"Observation": 5, "MedicationStatement": 6}  # four of a laboratory


def test_every_link_leads_into_the_copy(measured: int) -> None:
    archive = opened(taken(measured))
    written = json.loads(archive.read("fhir/carnet.json"))
    names = {one["fullUrl"] for one in written["entry"]}
    text = json.dumps(written)
    assert set(re.findall(r'"reference": "(urn:uuid:[^"]+)"', text)) <= names
    files = re.findall(r'"url": "\.\./([^"]+)"', text)
    assert {unquote(one) for one in files} == {
        name for name in archive.namelist() if name.startswith("documents/")
    }
    assert settings.BASE_URL not in text
    assert not any(reveal(one) for one in re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", text))


def test_another_house_names_each_alike(measured: int, tmp_path: Path) -> None:
    first = exported(measured, tmp_path / "first.zip")
    other = elsewhere(measured)
    brought(first, tmp_path / "in.zip")
    read()
    assert bundle(exported(other, tmp_path / "second.zip")) == bundle(first)


def test_values_name_their_document(measured: int) -> None:
    resources = bundle(taken(measured))
    documents = {f"urn:uuid:{one['id']}" for one in resources if one["resourceType"] == _DOCUMENT}
    drawn = [one for one in resources if "source" in one.get("meta", {})]
    assert kinds(drawn) == {"Observation": 4, "MedicationStatement": 6}
    assert {one["meta"]["source"] for one in drawn} <= documents
    glucose = next(one for one in drawn if one.get("code", {}).get("text") == "Glycémie à jeun")
    assert glucose["valueQuantity"]["unit"] == "g/L"


def test_infected_and_refused_documents_give_no_values(measured: int, world: World) -> None:
    execute(
        "INSERT INTO records_scan (person_id, entry_no, state, since) VALUES (%s, %s, %s, now())",
        [measured, world.documents[0], "infected"],
    )
    assert kinds(bundle(taken(measured)))["Observation"] < 5
    refusals.refuse(measured, holder(measured))
    assert "MedicationStatement" not in kinds(bundle(taken(measured)))


def test_only_what_was_chosen(measured: int) -> None:
    chosen = Choice(parts=(ANSWERS,))
    assert kinds(bundle(taken(measured, choice=chosen))) == {"Patient": 1, "Observation": 1}
