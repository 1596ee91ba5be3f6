"""/documents/a-une-date/: what the record held at the end of a day, and who saw what."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from carnet.base import clock
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from uichecks.world import World

PAGE = "/documents/a-une-date/"


def asked(day: date, **more: str) -> dict[str, str]:
    return {"le_0": str(day.day), "le_1": str(day.month), "le_2": str(day.year)} | more


def test_it_asks_for_a_day(julie: Client, world: World) -> None:
    page = julie.get(PAGE).content.decode()
    assert 'name="le_0"' in page
    assert "Aucun document" not in page
    assert PAGE in julie.get("/documents/").content.decode()


def test_today_it_holds_what_the_list_holds(julie: Client, world: World) -> None:
    listed = julie.get("/documents/").context["choices"][0].count
    answer = julie.get(PAGE, asked(clock.today()))
    assert answer.status_code == 200
    assert answer.context["seen"].page.total == listed > 0
    assert history(world.julie)[0].kind == EventKind.PAST_READ


def test_long_ago_there_was_nothing(julie: Client, world: World) -> None:
    page = julie.get(PAGE, asked(date(2001, 2, 3))).content.decode()
    assert "Aucun document ce jour-là" in page


def test_as_somebody_saw_it(julie: Client, world: World) -> None:
    page = julie.get(PAGE).content.decode()
    numbers = re.findall(r'<option value="(\d+)">', page)
    assert numbers
    seen = julie.get(PAGE, asked(clock.today(), soignant=numbers[0])).context["seen"]
    assert seen.decision is not None
    before = julie.get(PAGE, asked(date(2001, 2, 3), soignant=numbers[0]))
    assert "Ce jour-là, cette personne ne pouvait rien lire" in before.content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"le_0": "31", "le_1": "2", "le_2": "2026"}, "n’existe pas"),
        ({"le_0": "3", "le_1": "", "le_2": "2026"}, "Écrivez le jour"),
        ({"le_0": "3", "le_1": "4", "le_2": "9999"}, "un jour passé"),
        ({"le_0": "x", "le_1": "y", "le_2": "z"}, "n’existe pas"),
    ],
)
def test_a_wrong_day(julie: Client, world: World, wrong: dict[str, str], words: str) -> None:
    answer = julie.get(PAGE, wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_first_day_of_all(julie: Client, world: World) -> None:
    assert julie.get(PAGE, asked(date(1, 1, 1))).status_code == 200


def test_tomorrow_is_to_come(julie: Client, world: World) -> None:
    assert julie.get(PAGE, asked(clock.today() + timedelta(days=1))).status_code == 422


def test_of_nobody_unknown_and_after_no_forged_mark(julie: Client, world: World) -> None:
    assert julie.get(PAGE, asked(clock.today(), soignant="999999")).status_code == 422
    assert julie.get(PAGE, asked(clock.today(), suite="x")).status_code == 404
