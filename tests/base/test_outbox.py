"""The outbox: written with the transaction, done once after it, tried again when it fails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from carnet.base import claims, clock, outbox
from carnet.base.database import execute, rows
from carnet.base.models import Outbox
from carnet.base.outbox import Effect

pytestmark = pytest.mark.django_db


class Greetings:
    """A consumer of ``greet``: keeps what it was given, by call, and fails over some words."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.poison: set[str] = set()

    @property
    def words(self) -> list[str]:
        return [word for call in self.calls for word in call]

    def __call__(self, effects: Sequence[Effect]) -> None:
        words = [effect.payload["word"] for effect in effects]
        for effect in effects:
            # A mark in the database, to see that a failure takes its own work back.
            _mark(effect.payload["word"])
        if self.poison.intersection(words):
            raise RuntimeError
        self.calls.append(words)


def _mark(word: str) -> None:
    execute("INSERT INTO django_session VALUES (%s, '', now())", [word])


def _marks() -> set[str]:
    return {word for (word,) in rows("SELECT session_key FROM django_session")}


@pytest.fixture
def greetings(monkeypatch: pytest.MonkeyPatch) -> Greetings:
    made = Greetings()
    monkeypatch.setitem(outbox._consumers, "greet", made)
    return made


def greet(*words: str) -> None:
    outbox.put_many("greet", [(number, {"word": word}) for number, word in enumerate(words)])


def test_an_effect_is_done_once(greetings: Greetings) -> None:
    outbox.put(7, "greet", word="bonjour")
    assert outbox.drain() == 1
    assert outbox.drain() == 0
    assert greetings.words == ["bonjour"]


def test_a_consumer_of_one_is_called_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, str]] = []
    monkeypatch.setitem(outbox._consumers, "say", None)

    @outbox.consumer("say")
    def say(person_id: int, word: str) -> None:
        seen.append((person_id, word))

    outbox.put(7, "say", word="bonjour")
    outbox.put(8, "say", word="salut")
    outbox.drain()
    assert seen == [(7, "bonjour"), (8, "salut")]


def test_nothing_is_done_for_a_transaction_that_failed(greetings: Greetings) -> None:
    with transaction.atomic():
        outbox.put(7, "greet", word="bonjour")
        transaction.set_rollback(True)
    outbox.drain()
    assert greetings.calls == []


def test_many_are_done_together_oldest_first(greetings: Greetings) -> None:
    greet("a", "b")
    outbox.put(1, "unknown kind")
    greet("c")
    outbox.drain()
    assert greetings.calls == [["a", "b", "c"]]


def test_a_batch_has_an_end(greetings: Greetings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "BATCH", 2)
    greet("a", "b", "c", "d", "e")
    assert outbox.drain(limit=3) == 3
    assert greetings.calls == [["a", "b"], ["c"]]


@pytest.mark.parametrize("poison", [{"a"}, {"d"}, {"c", "g"}, set("abcdefg")])
def test_those_at_fault_wait_alone(greetings: Greetings, poison: set[str]) -> None:
    greetings.poison = poison
    greet(*"abcdefg")
    assert outbox.drain() == 7
    sound = [word for word in "abcdefg" if word not in poison]
    assert greetings.words == sound
    assert _marks() == set(sound)  # what failed left nothing half done
    assert {effect.payload["word"] for effect in Outbox.objects.all()} == poison


def test_a_failure_of_the_database_waits_alone_too(greetings: Greetings) -> None:
    _mark("c")  # the key that this greeting wants
    greet("a", "b", "c", "d")
    outbox.drain()
    assert greetings.words == ["a", "b", "d"]
    assert Outbox.objects.get().payload == {"word": "c"}


def test_an_unknown_kind_waits(greetings: Greetings) -> None:
    outbox.put(1, "unknown kind")
    greet("salut")
    outbox.drain()
    assert greetings.words == ["salut"]
    assert Outbox.objects.get().attempts == 1


def test_a_failure_waits_for_its_next_try(greetings: Greetings) -> None:
    greetings.poison = {"salut"}
    greet("salut")
    outbox.drain()
    greetings.poison = set()
    assert outbox.drain() == 0  # not yet
    with clock.moved(timedelta(seconds=3)):
        assert outbox.drain() == 1
    assert not Outbox.objects.exists()


def test_a_round_tries_each_once_however_long_it_lasts(
    greetings: Greetings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "BATCH", 1)
    monkeypatch.setattr(claims, "_LONGEST", 0)  # seconds: as if the round outlasted every wait
    greetings.poison = {"a"}
    greet("a", "b")
    assert outbox.drain() == 2
    assert outbox.drain() == 1


def test_tries_are_further_and_further_apart_then_end(greetings: Greetings) -> None:
    greetings.poison = {"salut"}
    greet("salut")
    waits, late = [], timedelta()
    for _ in range(claims.MAX_ATTEMPTS):
        with clock.moved(late):
            assert outbox.drain() == 1
            effect = Outbox.objects.get()
            assert effect.not_before is not None
            waits.append(round((effect.not_before - clock.now()).total_seconds()))
        late += timedelta(seconds=waits[-1] + 1)
    assert waits[:4] == [2, 4, 8, 16]
    assert max(waits) == waits[-1] == 3600
    with clock.moved(timedelta(days=2)):
        assert outbox.drain() == 0


def test_what_a_dead_worker_claimed_comes_back(greetings: Greetings) -> None:
    greet("a", "b")
    first = claims.claim(10, outbox.LEASE, [], among=False)  # then the worker dies
    assert outbox.drain() == 0
    with clock.moved(outbox.LEASE):
        assert outbox.drain() == 2
    assert greetings.words == ["a", "b"]
    # Late rather than dead, it finds that all is done.
    outbox._do(first)
    assert greetings.words == ["a", "b"]


def test_an_effect_that_kills_its_worker_is_not_tried_for_ever(
    greetings: Greetings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(effects: Sequence[Effect]) -> None:
        raise KeyboardInterrupt  # as a killed process: nothing of ours runs after

    monkeypatch.setitem(outbox._consumers, "deadly", die)
    outbox.put(1, "deadly")
    for tried in range(claims.MAX_ATTEMPTS):
        with clock.moved((tried + 1) * 2 * outbox.LEASE), pytest.raises(KeyboardInterrupt):
            outbox.drain()
    with clock.moved(timedelta(days=1)):
        assert outbox.drain() == 0


def test_the_key_of_an_effect_is_its_own_and_stays(greetings: Greetings) -> None:
    greet("a", "a")
    first = claims.claim(10, timedelta(), [], among=False)
    again = claims.claim(10, timedelta(), [], among=False)
    assert [one.key for one in first] == [one.key for one in again]
    assert first[0].key != first[1].key
    assert [one.attempts for one in again] == [2, 2]


def test_a_consumer_may_provoke_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The transaction of the batch is usable after a savepoint of the consumer's own."""

    def insist(effects: Sequence[Effect]) -> None:
        _mark("once")
        with pytest.raises(IntegrityError), transaction.atomic():
            _mark("once")

    monkeypatch.setitem(outbox._consumers, "insist", insist)
    outbox.put(1, "insist")
    outbox.drain()
    assert _marks() == {"once"}
    assert not Outbox.objects.exists()
