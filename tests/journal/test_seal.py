"""Sealing: nothing lost, nothing twice, a log that only grows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, held, rows
from carnet.journal import anchor, sealer, seals, stream
from carnet.journal.anchor import LogBroken
from carnet.journal.events import EventKind, record
from carnet.journal.leaves import Row
from carnet.journal.sealer import seal_once
from carnet.journal.verify import verify

DOCTOR = Actor(ActorKind.PROFESSIONAL, 3, organization_id=4, software="Logiciel 2.1")
Sealing = Callable[[], int]
pytestmark = pytest.mark.django_db(transaction=True)


def happen(number: int, person: int = 7) -> None:
    for entry in range(number):
        record(EventKind.DOCUMENT_READ, person, DOCTOR, entry_no=entry)


def test_it_seals_what_committed(seal_all: Sealing) -> None:
    happen(5)
    assert seal_all() == 5
    [seal] = seals.after(0)
    assert (seal.seal_no, seal.first_index, seal.tree_size) == (1, 0, 5)
    assert seal.is_sound()
    assert rows("SELECT person_id, events FROM journal_head") == [(7, 5)]
    report = verify()
    assert (report.problems, report.events, report.sealed) == ([], 5, 5)


def test_nothing_new_is_nothing_done(seal_all: Sealing) -> None:
    assert seal_all() == 0
    assert rows("SELECT count(*) FROM journal_seal") == [(0,)]
    assert not anchor.path().exists()
    happen(1)
    assert [seal_all(), seal_all()] == [1, 0]
    assert rows("SELECT count(*) FROM journal_seal") == [(1,)]


def test_seals_chain(seal_all: Sealing) -> None:
    for number in range(1, 6):
        happen(number)
        seal_all()
    chain = list(seals.after(0))
    assert [seal.seal_no for seal in chain] == [1, 2, 3, 4, 5]
    assert [seal.xid_from for seal in chain[1:]] == [seal.xid_to for seal in chain[:-1]]
    assert [seal.previous for seal in chain[1:]] == [seal.digest() for seal in chain[:-1]]
    assert verify().problems == []


def test_a_late_commit_is_not_lost(seal_all: Sealing) -> None:
    """A transaction that began first and commits last lands in a later seal."""
    happen(1)
    seal_all()
    began, go = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                happen(1, person=1)
                began.set()
                go.wait(30)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    began.wait(30)
    happen(3, person=2)  # later transactions, committed at once
    early = seal_once()
    go.set()
    thread.join()
    assert early == 0  # they wait for the one that is still open
    assert seal_all() == 4
    assert verify().problems == []


def test_transactions_elsewhere_do_not_hold_the_sealer(seal_all: Sealing) -> None:
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    parameters.pop("cursor_factory", None)
    with psycopg.connect(**{k: v for k, v in parameters.items() if k != "context"}) as elsewhere:
        elsewhere.execute("SELECT pg_current_xact_id()")
        happen(2)
        assert seal_all() == 2
    assert verify().problems == []


def test_a_rolled_back_event_never_was(seal_all: Sealing) -> None:
    with transaction.atomic():
        happen(2)
        transaction.set_rollback(True)
    happen(1)
    assert seal_all() == 1


def test_savepoints_keep_their_transaction(seal_all: Sealing) -> None:
    with transaction.atomic():
        happen(1)
        with transaction.atomic():
            happen(1)
        with transaction.atomic():
            happen(1)
            transaction.set_rollback(True)
    assert seal_all() == 2
    assert verify().problems == []


def test_one_sealer_at_a_time(seal_all: Sealing) -> None:
    happen(1)
    inside, done = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with held(sealer._LOCK) as granted:
                assert granted
                inside.set()
                done.wait(30)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait(30)
    assert seal_all() == 0
    done.set()
    thread.join()
    assert seal_all() == 1


def test_large_backlogs_go_by_chunks(seal_all: Sealing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "CHUNK", 10)
    for _ in range(7):
        happen(3)  # a transaction each
    with transaction.atomic():
        happen(35)  # one transaction is never cut
    happen(4)
    assert seal_all() == 60
    counts = [len(seal.hashes()) for seal in seals.after(0)]
    assert len(counts) > 2
    assert sum(counts) == 60
    assert verify().problems == []


def test_a_long_log_is_verified_a_span_at_a_time(
    seal_all: Sealing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "CHUNK", 10)
    for number in (1, 1, 12, 1, 1, 1, 30, 1):
        for _ in range(number):
            happen(1)
        seal_all()
    asked, read = [], stream.chunk

    def chunk(xid_from: int, xid_to: int) -> tuple[int, list[Row]]:
        asked.append(xid_to)
        return read(xid_from, xid_to)

    monkeypatch.setattr(stream, "chunk", chunk)
    report = verify()
    assert (report.problems, report.events) == ([], 48)
    assert len(asked) > 4
    assert [one for one in asked if one == stream.END] == asked[-1:]  # once, for what no seal has


def test_many_writers(seal_all: Sealing) -> None:
    def write(person: int) -> None:
        try:
            happen(40, person)
        finally:
            connection.close()

    crew = [threading.Thread(target=write, args=(person,)) for person in range(1, 5)]
    for thread in crew:
        thread.start()
    sealed = 0
    while any(thread.is_alive() for thread in crew):
        sealed += seal_once()
    assert sealed + seal_all() == 160
    assert verify().problems == []
    assert rows("SELECT events FROM journal_head ORDER BY person_id") == [(40,)] * 4


def test_old_and_future_times_are_sealed(seal_all: Sealing) -> None:
    for days in (-4000, -40, 40, 4000):
        with clock.moved(timedelta(days=days)):
            happen(1)
    assert seal_all() == 4
    assert verify().problems == []


def test_a_forged_event_is_not_sealed(seal_all: Sealing) -> None:
    happen(2)
    execute("UPDATE journal_event SET entry_no = 99 WHERE entry_no = 0")
    assert seal_all() == 1


class TestRestart:
    """The file beside the database: behind it, absent, or ahead of it."""

    def test_behind_by_a_crash(self, seal_all: Sealing) -> None:
        happen(3)
        seal_all()
        before = anchor.path().read_bytes()
        happen(4)
        seal_all()
        anchor.path().write_bytes(before)  # the crash came before the file was replaced
        assert verify().problems == []
        happen(2)
        assert seal_all() == 2
        assert verify().problems == []

    def test_absent(self, seal_all: Sealing) -> None:
        happen(3)
        seal_all()
        anchor.path().unlink()
        assert any("absent" in problem for problem in verify().problems)
        happen(2)
        assert seal_all() == 2
        assert verify().problems == []

    def test_ahead(self, seal_all: Sealing) -> None:
        for _ in range(2):
            happen(3)
            seal_all()
        execute("DELETE FROM journal_seal WHERE seal_no = 2")
        happen(1)
        with pytest.raises(LogBroken, match="seal 2"):
            seal_all()

    def test_unreadable(self, seal_all: Sealing) -> None:
        happen(1)
        seal_all()
        anchor.path().write_text("{}")
        happen(1)
        with pytest.raises(LogBroken, match="not readable"):
            seal_all()

    def test_a_cluster_that_counts_from_the_start_again(self, seal_all: Sealing) -> None:
        happen(1)
        seal_all()
        last = seals.last()
        assert last
        execute("DELETE FROM journal_seal")
        seals.write(last._replace(xid_to=last.xid_to + 10**9).signed())
        with pytest.raises(LogBroken, match="this cluster"):
            seal_once()
