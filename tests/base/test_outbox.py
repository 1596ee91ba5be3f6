"""The outbox: written with the transaction, done once after it, tried again when it fails."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from carnet.base import clock, outbox
from carnet.base.models import Outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """What the consumer of ``greet`` was given."""
    seen: list[tuple[int, str]] = []
    monkeypatch.setitem(
        outbox._consumers, "greet", lambda person_id, word: seen.append((person_id, word))
    )
    return seen


def test_an_effect_is_done_once(done: list[tuple[int, str]]) -> None:
    outbox.put(7, "greet", word="bonjour")
    assert outbox.drain() == 1
    assert outbox.drain() == 0
    assert done == [(7, "bonjour")]


def test_nothing_is_done_for_a_transaction_that_failed(done: list[tuple[int, str]]) -> None:
    with transaction.atomic():
        outbox.put(7, "greet", word="bonjour")
        transaction.set_rollback(True)
    outbox.drain()
    assert done == []


def test_a_failure_waits_for_its_next_try(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def fail_once(person_id: int) -> None:
        calls.append(person_id)
        if len(calls) == 1:
            raise RuntimeError

    monkeypatch.setitem(outbox._consumers, "fragile", fail_once)
    outbox.put(7, "fragile")
    outbox.drain()
    assert outbox.drain() == 0  # not yet
    with clock.moved(timedelta(minutes=1)):
        outbox.drain()
    assert len(calls) == 2
    assert not Outbox.objects.exists()


def test_a_failure_does_not_hold_up_the_others(done: list[tuple[int, str]]) -> None:
    outbox.put(1, "unknown kind")
    outbox.put(2, "greet", word="salut")
    outbox.drain()
    assert done == [(2, "salut")]
