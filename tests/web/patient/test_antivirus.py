"""A document that waits for the antivirus, or is infected: its page, its files, its original."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.base.database import execute
from uichecks.world import World

NO_FILE = ("original", "pieces/1")


@pytest.fixture(autouse=True)
def configured(settings: Settings) -> None:
    settings.CLAMD_SOCKET = "127.0.0.1:1"


@pytest.fixture
def path(world: World) -> str:
    return world.address(world.julie, world.documents[0])


def scanned(world: World, state: str) -> None:
    asked = [world.julie, world.documents[0], state]
    execute("INSERT INTO records_scan (person_id, entry_no, state, since)"
            " VALUES (%s, %s, %s, '2026-03-01 12:00Z')", asked)  # fmt: skip


def test_what_waits_is_shown_with_since_when_and_not_given(
    julie: Client, world: World, path: str
) -> None:
    scanned(world, "waiting")
    page = julie.get(path).content.decode()
    assert "Le fichier d’origine attend son contrôle" in page
    assert "mars 2026" in page
    assert "Ferritine" in page  # what the document says
    assert "Télécharger l’original" not in page
    assert "Ferritine" in julie.get(f"{path}?print=1").content.decode()
    assert 'href="?print=1"' in page  # pixels and words: they wait for nobody
    for name in (*NO_FILE, "imprimer.pdf"):
        answer = julie.get(f"{path}{name}")
        assert answer.status_code == 409
        assert "attend son contrôle" in answer.content.decode()


def test_what_is_infected_is_neither_shown_nor_given(
    julie: Client, world: World, path: str
) -> None:
    scanned(world, "infected")
    page = julie.get(path)
    words = page.content.decode()
    assert page.status_code == 200
    assert "contient un programme dangereux" in words
    assert "Demandez un autre exemplaire" in words
    for never in ("Télécharger l’original", "est vide", "ne s’affiche pas ici"):
        assert never not in words
    for name in (*NO_FILE, "imprimer.pdf", "images/1.webp", "pieces/1/1.webp"):
        answer = julie.get(f"{path}{name}")
        assert answer.status_code in {403, 404}, name
    assert "programme dangereux" in julie.get(f"{path}original").content.decode()
    printed = julie.get(f"{path}?print=1")
    assert printed.status_code == 200
    assert "Ferritine" not in printed.content.decode()


def test_clean_is_as_ever(julie: Client, world: World, path: str) -> None:
    scanned(world, "clean")
    page = julie.get(path).content.decode()
    assert "Télécharger l’original" in page
    assert "contrôle" not in page
    assert julie.get(f"{path}original").status_code == 200
