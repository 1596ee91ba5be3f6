"""The waiting room: a turn each, in the order of arrival, kept in the browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.accounts import turns
from carnet.base import clock

pytestmark = pytest.mark.django_db
DOORS = ["/activer/", "/activer/sans-code/", "/opposition/"]


@pytest.fixture
def crowd(settings: Settings) -> None:
    """Ten people came before, where one enters a minute."""
    settings.ACTIVATIONS_PER_SECOND = 1 / 60
    for _ in range(10):
        turns.take()


@pytest.mark.parametrize("door", DOORS)
def test_nobody_waits_when_few_come(client: Client, door: str) -> None:
    assert client.get(door).status_code == 200


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("door", DOORS)
def test_who_comes_after_a_crowd_gets_a_turn(client: Client, door: str) -> None:
    answer = client.get(door)
    assert answer.status_code == 429
    assert 9 * 60 <= int(answer["Retry-After"]) <= 10 * 60
    assert "10 minutes environ" in answer.content.decode()


@pytest.mark.usefixtures("crowd")
def test_coming_back_early_keeps_the_place(client: Client) -> None:
    first = int(client.get("/activer/")["Retry-After"])
    with clock.moved(timedelta(minutes=3)):
        again = int(client.get("/activer/")["Retry-After"])
    assert first - 200 <= again <= first - 160


@pytest.mark.usefixtures("crowd")
def test_a_turn_that_has_come_opens(client: Client) -> None:
    client.get("/activer/")
    with clock.moved(timedelta(minutes=10)):
        assert client.get("/activer/").status_code == 200


@pytest.mark.usefixtures("crowd")
def test_what_is_typed_is_never_interrupted(client: Client) -> None:
    assert client.post("/activer/", {}).status_code == 422


@pytest.mark.usefixtures("crowd")
def test_an_empty_hour_empties_the_queue(client: Client) -> None:
    with clock.moved(timedelta(hours=1)):
        assert client.get("/activer/").status_code == 200
        assert turns.is_come(turns.take()) is False
