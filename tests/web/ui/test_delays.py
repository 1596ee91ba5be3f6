"""What a page announces is what the settings hold."""

from __future__ import annotations

import runpy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.base import settings as house
from carnet.web.desk.words import STATES
from carnet.web.ui import delays


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (timedelta(days=42), "6 semaines"),
        (timedelta(days=40), "40 jours"),
        (timedelta(days=30), "30 jours"),
        (timedelta(days=90), "3 mois"),
        (timedelta(days=7), "7 jours"),
        (timedelta(days=1), "1 jour"),
        (timedelta(minutes=10), "10 minutes"),
        (1, "1 an"),
        (10, "10 ans"),
    ],
)
def test_it_is_said_in_words(settings: Settings, value: object, words: str) -> None:
    settings.OPPOSITION_WINDOW = value
    assert delays.spoken("OPPOSITION_WINDOW") == words.replace(" ", "\u00a0")


def test_words_written_once_follow_the_setting(settings: Settings) -> None:
    settings.ARCHIVE_YEARS = 12
    assert str(STATES["closed"]) == "Fermé. Il est gardé 12\u00a0ans, puis détruit."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/opposition/", "Vous avez 30 jours à partir de la lettre."),
        ("/activer/arret/code-expire/", "Un code sert pendant 3 semaines."),
        ("/activer/arret/ferme/", "Il est gardé 4 ans"),
        ("/connexion/", "ou après 5 minutes"),
        ("/mentions-legales/", "reconnaît cet appareil pendant 99 jours"),
    ],
)
def test_each_page_says_what_is_set(
    client: Client, settings: Settings, path: str, words: str
) -> None:
    settings.OPPOSITION_WINDOW, settings.CODE_VALIDITY = timedelta(days=30), timedelta(days=21)
    settings.ARCHIVE_YEARS, settings.SHARED_COMPUTER_IDLE = 4, timedelta(minutes=5)
    settings.DEVICE_REMEMBERED = timedelta(days=99)
    assert words in client.get(path).content.decode().replace("\u00a0", " ")


def _read() -> dict[str, Any]:
    return runpy.run_path(str(Path(house.__file__)))


def test_an_operator_sets_them_without_touching_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPPOSITION_WINDOW_DAYS", "30")
    monkeypatch.setenv("ARCHIVE_YEARS", "20")
    found = _read()
    assert (found["OPPOSITION_WINDOW"], found["ARCHIVE_YEARS"]) == (timedelta(days=30), 20)
    assert found["CODE_VALIDITY"] == timedelta(days=42)


@pytest.mark.parametrize("name", ["EXPRESS_DELETION_DAYS", "ARCHIVE_YEARS"])
@pytest.mark.parametrize("number", ["0", "-1"])
def test_a_delay_of_nothing_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, number: str
) -> None:
    monkeypatch.setenv(name, number)
    with pytest.raises(ImproperlyConfigured, match=name):
        _read()
