"""A superuser of the database edits events: each edit is found and named."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import row
from carnet.journal.events import EventKind, record
from carnet.journal.verify import verify
from tests.journal.superuser import ALL, EDITS, Found, edit, events, problems

pytestmark = pytest.mark.django_db  # each edit is undone: the log is built once
DOCTOR = Actor(ActorKind.PROFESSIONAL, 1, organization_id=4, software="Logiciel 1")
Sealing = Callable[[], int]


def test_the_log_is_sound(log: list[Found]) -> None:
    report = verify()
    assert (report.problems, report.events, report.sealed) == ([], len(log), len(log) - 3)


@pytest.mark.parametrize("column", EDITS)
def test_an_altered_event_is_named(log: list[Found], column: str) -> None:
    edit(f"UPDATE journal_event SET {EDITS[column]}", log[20])
    told = verify().problems
    assert len(told) == 1
    assert told[0].startswith("altered")
    assert log[20].words in told[0]


def test_a_removed_event_is_named(log: list[Found]) -> None:
    seal = row("SELECT max(seal_no) FROM journal_seal WHERE xid_from <= %s", [log[20].xid])
    edit("DELETE FROM journal_event", log[20])
    assert seal is not None
    assert verify().problems == [
        f"removed: event of {log[20].words}, sealed in seal {seal[0]}, is no longer there"
    ]


@pytest.mark.parametrize("xid", ["xid", "1", "-5", "pg_current_xact_id()::text::bigint"])
def test_an_inserted_event_is_named(log: list[Found], xid: str) -> None:
    """With a transaction number of the past, before all, of now."""
    changed = ALL.replace("entry_no", "77").replace("xid", xid)
    edit(f"INSERT INTO journal_event ({ALL}) SELECT {changed} FROM journal_event", log[20])
    [told] = verify().problems
    assert told.startswith("inserted")
    assert f"{log[20].words}, document read, entry 77" in told


@pytest.mark.parametrize("xid", ["xid", "1", "pg_current_xact_id()::text::bigint"])
def test_a_copied_event_is_named(log: list[Found], xid: str) -> None:
    copied = ALL.replace("xid", xid)
    edit(f"INSERT INTO journal_event ({ALL}) SELECT {copied} FROM journal_event", log[20])
    [told] = verify().problems
    assert told.startswith("duplicated")
    assert log[20].words in told


def test_an_event_of_a_transaction_to_come_is_named(log: list[Found]) -> None:
    edit("UPDATE journal_event SET xid = 4000000000000", log[-1])
    [told] = verify().problems
    assert log[-1].words in told


def test_two_swapped_events_are_named(log: list[Found]) -> None:
    one, two = log[5], log[30]
    edit(f"UPDATE journal_event SET xid = {two.xid}", one)
    moved = next(event for event in events() if event.mac == two.mac)
    edit(f"UPDATE journal_event SET xid = {one.xid}", moved)
    told = verify().problems
    assert [line.startswith("reordered") for line in told] == [True, True]
    assert one.words in told[0] + told[1]
    assert two.words in told[0] + told[1]


def test_an_event_hidden_in_the_future_is_named(log: list[Found]) -> None:
    edit("UPDATE journal_event SET xid = pg_current_xact_id()::text::bigint", log[20])
    [told] = verify().problems
    assert told.startswith("reordered")
    assert log[20].words in told


def _random_edit(chance: random.Random, log: list[Found]) -> list[str]:
    """Do one random edit; return what must be named."""
    one, two = chance.sample(log[:-3], 2)
    action = chance.choice(["alter", "alter two", "remove", "insert", "copy", "swap", "replace"])
    change = chance.choice(list(EDITS.values()))
    if action == "alter":
        edit(f"UPDATE journal_event SET {change}", one)
    elif action == "alter two":
        other = next(c for c in EDITS.values() if c.split()[0] != change.split()[0])
        edit(f"UPDATE journal_event SET {change}, {other}", one)
    elif action == "remove":
        edit("DELETE FROM journal_event", one)
    elif action in {"insert", "copy"}:
        number = chance.choice(["xid", "1", str(two.xid), str(log[-1].xid)])
        changed = ALL.replace("xid", number)
        if action == "insert":
            changed = changed.replace("entry_no", "77")
        edit(f"INSERT INTO journal_event ({ALL}) SELECT {changed} FROM journal_event", one)
    elif action == "swap":
        edit(f"UPDATE journal_event SET xid = {two.xid}", one)
    else:  # a forged row takes the exact place of the one removed
        changed = ALL.replace("actor_id", "99")
        edit(f"INSERT INTO journal_event ({ALL}) SELECT {changed} FROM journal_event", one)
        edit("DELETE FROM journal_event", one)
    return [one.words]


@pytest.mark.parametrize("seed", range(4))
def test_fifty_random_edits_are_all_found(log: list[Found], seed: int) -> None:
    """Each edit alone, undone before the next: 200 in all."""
    chance = random.Random(seed)
    for number in range(50):
        unchanged: list[str] = []
        with transaction.atomic():
            expected = _random_edit(chance, log)
            told = problems()
            unchanged += [words for words in expected if words not in told]
            transaction.set_rollback(True)
        assert (number, unchanged) == (number, []), told
    assert verify().problems == []


@pytest.mark.django_db(transaction=True)
class TestSealedAfterwards:
    """The sealer comes by between the edit and the verification."""

    def test_a_copy(self, seal_all: Sealing) -> None:
        record(EventKind.DOCUMENT_READ, 1, DOCTOR)
        seal_all()
        [one] = events()
        copied = ALL.replace("xid", "pg_current_xact_id()::text::bigint")
        edit(f"INSERT INTO journal_event ({ALL}) SELECT {copied} FROM journal_event", one)
        seal_all()
        [told] = verify().problems
        assert told.startswith("duplicated")
        assert one.words in told

    def test_an_alteration(self, seal_all: Sealing) -> None:
        for _ in range(2):
            record(EventKind.DOCUMENT_READ, 1, DOCTOR)
        [one, _two] = events()
        edit("UPDATE journal_event SET actor_id = 99", one)
        assert one.words in problems()
        assert seal_all() == 1
        [told] = verify().problems
        assert told.startswith("inserted")
        assert one.words in told
