"""Codes tried a few times each, on everyone, from everywhere."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from carnet.accounts import actions, attempts, brake
from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.accounts.proof import Proof
from carnet.base import clock
from tests.accounts.world import mother

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _few(settings: Settings) -> Iterator[None]:
    """Few failures press it; the hour has just begun, so that no test sees two of them."""
    settings.HOUSE_FAILURES_PER_HOUR = 5
    now = clock.now()
    with clock.moved(HOUR - timedelta(minutes=now.minute, seconds=now.second)):
        yield


def wrong(number: int) -> Proof:
    born = clock.today().replace(year=1980)
    return Proof(f"{number:015}", "20123456789", born, "ACDEFHJKMN")


def attack(times: int) -> None:
    """As many people, as many addresses: none of them is slowed by itself."""
    for number in range(times):
        with pytest.raises(WrongProof):
            actions.prove(wrong(number), f"198.51.{number}.1")


def answers(times: int, number: int) -> list[str]:
    """What the same person is answered, a minute apart."""
    found = []
    for minute in range(times):
        with clock.moved(timedelta(minutes=minute)):
            try:
                actions.prove(wrong(number), f"203.0.{minute}.1")
            except (WrongProof, Slowed, Locked) as problem:
                found.append(type(problem).__name__)
    return found


def test_an_attack_from_everywhere_leaves_everyone_fewer_tries() -> None:
    attack(6)
    assert answers(6, 1000) == ["WrongProof"] * 4 + ["Locked"] * 2


def test_below_it_nobody_is_touched() -> None:
    attack(1)
    assert brake.pressed("matricule") is False
    assert attempts.LIMITS["matricule"].lock_after > 4


def test_who_types_rightly_feels_nothing() -> None:
    person_id, proof = mother()
    attack(6)
    assert actions.prove(proof, "192.0.2.1") == person_id


def test_it_is_released_with_the_hour() -> None:
    attack(6)
    assert brake.pressed("matricule") is True
    with clock.moved(HOUR):
        assert brake.pressed("matricule") is False


def test_each_channel_has_its_own() -> None:
    attack(6)
    assert brake.pressed("one_time_code") is False


def test_an_address_is_no_channel() -> None:
    for _try in range(10):
        brake.failed("address")
    assert brake.pressed("address") is False
