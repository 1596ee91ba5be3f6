"""Sealing: nothing lost, nothing twice, a log that only grows."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, row, rows
from carnet.journal import anchor, sealer, seals, stream
from carnet.journal.anchor import LogBroken
from carnet.journal.events import EventKind, record
from carnet.journal.leaves import COLUMNS
from carnet.journal.merkle import Frontier, root_of
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
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with sealer._alone() as granted:
                assert granted
                held.set()
                done.wait(30)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(30)
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


def _tree(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, written as its text is."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + _tree(leaves[:half]) + _tree(leaves[half:])).digest()


def _consistency(size: int, leaves: list[bytes], complete: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162, section 2.1.4.1."""
    if size == len(leaves):
        return [] if complete else [_tree(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if size <= half:
        return [*_consistency(size, leaves[:half], complete), _tree(leaves[half:])]
    return [*_consistency(size - half, leaves[half:], False), _tree(leaves[:half])]


def _is_consistent(first: int, second: int, old: bytes, new: bytes, proof: list[bytes]) -> bool:
    """Verify a consistency proof: RFC 9162, section 2.1.4.2."""
    if first == second:
        return old == new and not proof
    path = [old, *proof] if first & (first - 1) == 0 else proof
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for node in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr = hashlib.sha256(b"\1" + node + fr).digest()
            sr = hashlib.sha256(b"\1" + node + sr).digest()
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = hashlib.sha256(b"\1" + sr + node).digest()
        fn, sn = fn >> 1, sn >> 1
    return fr == old and sr == new and sn == 0


def test_each_seal_contains_the_one_before(seal_all: Sealing) -> None:
    for number in (1, 2, 5, 8, 3):
        happen(number)
        seal_all()
    chain = list(seals.after(0))
    leaves = [leaf for seal in chain for leaf in seal.hashes()]
    for old in chain:
        for new in chain[old.seal_no - 1 :]:
            proof = _consistency(old.tree_size, leaves[: new.tree_size])
            sizes = (old.tree_size, new.tree_size)
            assert _is_consistent(*sizes, old.root, new.root, proof)
            if old is not new:
                assert not _is_consistent(*sizes, new.root, new.root, proof)


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70), st.integers(0, 70))
def test_the_frontier_grows_as_the_tree_of_the_rfc(leaves: list[bytes], cut: int) -> None:
    assert root_of(leaves) == _tree(leaves)
    frontier = Frontier()
    frontier.extend(leaves[:cut])
    resumed = Frontier(frontier.size, frontier.peaks)
    resumed.extend(leaves[cut:])
    assert resumed.root() == _tree(leaves)


def test_the_leaf_is_what_the_documentation_says(seal_all: Sealing) -> None:
    """Computed here from the stored columns alone, with nothing of the house."""
    record(EventKind.DOCUMENT_READ, 7, DOCTOR, entry_no=3, detail={"é": 1})
    seal_all()
    names = [name.strip() for name in COLUMNS.split(",")]
    found = row(
        "SELECT int8send(xid) || int8send(mac) || int8send((extract(epoch FROM at)*1e6)::bigint)"
        " || int8send(person_id) || int8send(actor_id) || int4send(nonce)"
        " || int4send(organization_id) || int4send(entry_no) || int4send(context_id)"
        " || int2send(kind) || int2send(actor_kind) || int2send(rule) || int2send(policy)"
        " || int2send(purpose) || convert_to(detail, 'UTF8') FROM journal_event"
    )
    assert found is not None
    assert names[-1] == "detail"
    [seal] = seals.after(0)
    assert seal.hashes() == [hashlib.sha256(b"\0" + bytes(found[0])).digest()]
