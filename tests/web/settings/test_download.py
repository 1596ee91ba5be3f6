"""/parametres/telecharger/: a copy that holds everything, sent without standing in memory."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.accounts.models import Account
from carnet.journal.events import EventKind
from carnet.profile import actions as profile
from carnet.profile.queries import Question
from carnet.records import door
from carnet.web.patient.settings import zipping
from tests.accounts.world import events
from uichecks.world import PASSWORD, World

PAGE = "/parametres/telecharger/"


@pytest.fixture
def julie(client: Client, world: World) -> Client:
    client.force_login(Account.objects.get(person_id=world.julie))
    return client


def copied(client: Client) -> zipfile.ZipFile:
    answer = client.post(PAGE, {"password": PASSWORD})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


def test_it_says_what_it_holds_first(julie: Client) -> None:
    assert "Il contient des données de santé" in julie.get(PAGE).content.decode()


def test_each_original_is_there_byte_for_byte(julie: Client, world: World) -> None:
    archive = copied(julie)
    assert archive.testzip() is None
    originals = {archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
    record = door.open(world.julie, Actor(ActorKind.PERSON, world.julie))
    assert originals == {record.read(number) for number in world.documents}


def test_each_is_described_and_the_rest_is_there(julie: Client) -> None:
    archive = copied(julie)
    described = [name for name in archive.namelist() if name.startswith("documents/0001")]
    facts = json.loads(archive.read(next(name for name in described if name.endswith(".json"))))
    assert facts["sha1"]
    assert facts["title"]
    identity = json.loads(archive.read("identite.json"))
    assert identity["given_names"].startswith("Julie")
    history = json.loads(archive.read("historique.json"))
    assert any("téléchargé" in one["what"] or "lu" in one["what"] for one in history)
    assert isinstance(json.loads(archive.read("acces.json")), list)
    assert "copie de votre carnet" in archive.read("LISEZ-MOI.txt").decode()


def test_what_was_declared_is_there(julie: Client, world: World) -> None:
    holder = Actor(ActorKind.PERSON, world.julie)
    profile.save(world.julie, holder, Question.HEIGHT, "168")
    profile.save(world.julie, holder, Question.TREATMENTS, none=True)
    said = json.loads(copied(julie).read("reponses.json"))
    found = {one["question"]: (one["value"], one["none"]) for one in said}
    assert found == {"height": ("168", False), "treatments": ("", True)}
    assert all(one["by_patient"] and one["answered_at"] for one in said)


def test_the_copy_is_an_event_of_its_own(julie: Client, world: World) -> None:
    copied(julie)
    assert events(world.julie).count(EventKind.RECORD_COPIED) == 1


@pytest.mark.parametrize("sent", [{}, {"password": "Cerise-43x"}])
def test_not_without_the_password(julie: Client, sent: dict[str, str]) -> None:
    answer = julie.post(PAGE, sent)
    assert answer.status_code == 422
    assert "<title>Erreur" in answer.content.decode()


def test_a_zip_of_any_size_stands_in_no_memory() -> None:
    piece, sent = bytes(range(256)) * 4096, 0  # 1 MB
    tracemalloc.start()
    for chunk in zipping.stream((f"{n}.bin", iter((piece,))) for n in range(60)):
        sent += len(chunk)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent > 0
    assert peak < 8 * len(piece)
