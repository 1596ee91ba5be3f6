"""/acces/code/: a code to show."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.base import clock
from carnet.sharing import codes
from uichecks.world import World

PATH = "/acces/code/"


def test_it_is_shown_in_groups_and_drawn(julie: Client, world: World) -> None:
    answer = julie.post(PATH, {"hours": "24"})
    assert (answer.status_code, answer["Location"]) == (302, PATH)
    shown = codes.waiting(world.julie)
    assert shown is not None
    page = julie.get(PATH).content.decode()
    for group in shown.groups:
        assert f"<span>{group}</span>" in page
    assert len(shown.groups) == 3
    assert "<svg" in page
    assert "pendant 1 jour" in page
    assert shown.code not in answer["Location"]


def test_it_can_be_looked_at_again_but_not_for_long(julie: Client, world: World) -> None:
    julie.post(PATH, {"hours": "1"})
    first = julie.get(PATH).content
    assert b'class="shown"' in first
    with clock.moved(timedelta(minutes=9)):
        assert b'class="shown"' in julie.get(PATH).content
    with clock.moved(timedelta(minutes=11)):
        assert b'class="shown"' not in julie.get(PATH).content


def test_the_page_says_how_long_it_serves(julie: Client, settings: Settings) -> None:
    assert "pendant 10 minutes" in julie.get(PATH).content.decode()
    settings.CONSENT_CODE_VALIDITY = timedelta(minutes=25)
    assert "pendant 25 minutes" in julie.get(PATH).content.decode()


def test_a_second_one_ends_the_first(julie: Client, world: World) -> None:
    julie.post(PATH, {"hours": "1"})
    first = codes.waiting(world.julie)
    julie.post(PATH, {"hours": "1"})
    second = codes.waiting(world.julie)
    assert first is not None
    assert second is not None
    assert first.code != second.code


def test_it_can_be_cancelled(julie: Client, world: World) -> None:
    julie.post(PATH, {"hours": "1"})
    julie.post(f"{PATH}annuler")
    assert codes.waiting(world.julie) is None
    assert julie.post(f"{PATH}annuler").status_code == 302


@pytest.mark.parametrize("hours", ["", "2", "-1", "99999", "x"])
def test_a_duration_is_chosen(julie: Client, world: World, hours: str) -> None:
    assert julie.post(PATH, {"hours": hours}).status_code == 422
    assert codes.waiting(world.julie) is None


def test_it_is_nobody_elses(client: Client, julie: Client, world: World) -> None:
    julie.post(PATH, {"hours": "1"})
    assert codes.waiting(world.laura) is None
