"""The bin: what people delete of their own, what comes back, what is erased for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from pytest_django.fixtures import Settings

from carnet.access.facts import Action, Actor
from carnet.base import clock
from carnet.base.database import execute, rows
from carnet.journal import verify
from carnet.journal.kinds import EventKind
from carnet.journal.wanted import Wanted
from carnet.records import actions, audit, binning, door, own
from carnet.records.problems import NotFound, NotOwn, Refused, TooManyAtOnce
from carnet.records.views import Filters
from carnet.vault import store
from carnet.vault.problems import IntegrityProblem
from tests.records.world import (
    DOCTOR,
    HOLDER,
    LAB,
    MOTHER,
    PERSON,
    STRANGER,
    consent,
    document,
    events,
    lot,
    put,
    represent,
    seen,
)


def add(number: int = 1, actor: Actor = HOLDER, **changes: Any) -> int:
    """A document that the person deposits; return its number."""
    mine = {"type_code": "DOCPAT05", "author_professional_id": None, "author_name": "Alice"}
    new = replace(lot(document(number, **(mine | changes)), actor=actor), source_id=own.SOURCE)
    [entry_no] = actions.deposit(new).entries
    return entry_no


def in_bin(actor: Actor = HOLDER) -> list[int]:
    opened = door.open(PERSON, actor, Action.GOVERN)
    return [one.entry.entry_no for one in binning.in_bin(opened)]


@pytest.fixture
def mine(record: int) -> int:
    """One document of the person, one of the laboratory."""
    consent(DOCTOR)
    put(document(9))
    return add(1)


def test_it_leaves_every_list_at_once(mine: int) -> None:
    assert actions.delete(PERSON, HOLDER, [mine]) == (mine,)
    assert seen(HOLDER) == seen(DOCTOR) == [1]
    every = door.open(PERSON, HOLDER).timeline(filters=Filters(statuses=()))
    assert [entry.entry_no for entry in every.entries] == [1]
    for reader in (HOLDER, DOCTOR):
        with pytest.raises(NotFound):
            door.open(PERSON, reader, Action.READ).read(mine)
    assert in_bin() == [mine]


def test_it_comes_back_as_it_was(mine: int) -> None:
    actions.hide(PERSON, HOLDER, mine)
    before = door.open(PERSON, HOLDER).entry(mine)
    actions.delete(PERSON, HOLDER, [mine])
    assert actions.restore(PERSON, HOLDER, [mine]) == (mine,)
    after = door.open(PERSON, HOLDER).entry(mine)
    assert replace(after, version=before.version) == before
    assert in_bin() == []
    assert audit.check().problems == []


def test_twice_is_once(mine: int) -> None:
    actions.delete(PERSON, HOLDER, [mine])
    assert actions.delete(PERSON, HOLDER, [mine]) == ()
    actions.restore(PERSON, HOLDER, [mine])
    assert actions.restore(PERSON, HOLDER, [mine]) == ()
    kinds = [kind for kind, *_ in events()]
    assert kinds.count(EventKind.DOCUMENT_DELETED) == 1
    assert kinds.count(EventKind.DOCUMENT_RESTORED) == 1


def test_the_history_tells_it_and_keeps_its_lines(mine: int) -> None:
    actions.delete(PERSON, HOLDER, [mine])
    kind, actor_id, entry_no, rule, detail = events()[-1]
    assert (kind, actor_id, entry_no, rule) == (EventKind.DOCUMENT_DELETED, PERSON, mine, 21)
    assert detail == '{"entries":"2"}'
    opened = door.open(PERSON, HOLDER, Action.READ_HISTORY)
    told = opened.history(wanted=Wanted(entry_no=mine))
    assert {event.kind for event, _ in told} >= {
        EventKind.DOCUMENT_DEPOSITED, EventKind.DOCUMENT_DELETED
    }  # fmt: skip
    assert {title for _, title in told} == {""}


def test_a_professionals_document_is_never_deleted_by_its_patient(mine: int) -> None:
    with pytest.raises(NotOwn):
        actions.delete(PERSON, HOLDER, [mine, 1])
    assert events()[-1][:3] == (EventKind.ACCESS_REFUSED, PERSON, 1)
    assert seen(HOLDER) == [1, mine]  # all or none


@pytest.mark.parametrize(
    "forged", [{"actor": LAB}, {"actor": DOCTOR}], ids=["a laboratory", "a doctor"]
)
def test_a_lot_that_calls_itself_ours_is_not(mine: int, forged: dict[str, Any]) -> None:
    number = add(5, **forged)
    with pytest.raises(NotOwn):
        actions.delete(PERSON, HOLDER, [number])


@pytest.mark.parametrize("actor", [DOCTOR, LAB, STRANGER])
def test_nobody_else_deletes(mine: int, actor: Actor) -> None:
    for verb in (actions.delete, actions.restore):
        with pytest.raises(Refused):
            verb(PERSON, actor, [mine])
    assert seen(HOLDER) == [1, mine]


def test_a_parent_deletes_for_a_child_what_they_see(mine: int) -> None:
    represent()
    secret = add(3, hidden_from_representatives=True)
    assert actions.delete(PERSON, MOTHER, [mine]) == (mine,)
    with pytest.raises(NotFound):
        actions.delete(PERSON, MOTHER, [secret])
    assert in_bin(MOTHER) == [mine]


def test_a_deleted_secret_stays_one(mine: int) -> None:
    represent()
    secret = add(3, hidden_from_representatives=True)
    actions.delete(PERSON, HOLDER, [secret, mine])
    assert in_bin(MOTHER) == [mine]
    with pytest.raises(NotFound):
        actions.restore(PERSON, MOTHER, [secret])
    opened = door.open(PERSON, MOTHER, Action.READ_HISTORY)
    assert opened.history(wanted=Wanted(entry_no=secret)) == []
    told = {event.entry_no for event, _ in opened.history(limit=500)}
    assert secret not in told
    assert mine in told


def test_a_document_goes_with_what_it_replaced(mine: int) -> None:
    newer = add(4, replaces_entry_no=mine)
    actions.delete(PERSON, HOLDER, [newer])
    assert rows("SELECT status FROM records_entry ORDER BY entry_no") == [(1,), (4,), (4,)]
    assert in_bin() == [newer]
    actions.restore(PERSON, HOLDER, [newer])
    assert rows("SELECT status FROM records_entry ORDER BY entry_no") == [(1,), (2,), (1,)]
    assert audit.check().problems == []


def test_a_bounded_number_at_once(mine: int, settings: Settings) -> None:
    settings.DELETIONS_AT_ONCE = 2
    numbers = [mine, add(3), add(4)]
    with pytest.raises(TooManyAtOnce):
        actions.delete(PERSON, HOLDER, numbers)
    assert actions.delete(PERSON, HOLDER, numbers[:2]) == tuple(numbers[:2])


def after(days: float) -> int:
    with clock.moved(timedelta(days=days)):
        return actions.erase_due()


def test_it_waits_its_days_then_is_erased_for_ever(mine: int) -> None:
    place = "SELECT segment, position, wrapped_key FROM records_entry WHERE entry_no = %s"
    [(segment, position, wrapped)] = rows(place, [mine])
    actions.delete(PERSON, HOLDER, [mine])
    assert after(settings.BIN_DAYS - 0.1) == 0
    assert store.get(PERSON, segment, position, wrapped)
    assert after(settings.BIN_DAYS) == 1
    assert after(settings.BIN_DAYS) == 0
    columns = "wrapped_key, title, author_name, header::text, sha1, sha256, size"
    [left] = rows(f"SELECT {columns} FROM records_entry WHERE entry_no = %s", [mine])
    assert [bytes(one) if isinstance(one, memoryview) else one for one in left] == [
        b"", "", "", "{}", b"", b"", 0
    ]  # fmt: skip
    with pytest.raises(IntegrityProblem):
        store.get(PERSON, segment, position, left[0])
    assert events()[-1][:3] == (EventKind.DOCUMENT_ERASED, 0, mine)


def test_what_is_erased_never_comes_back(mine: int) -> None:
    actions.delete(PERSON, HOLDER, [mine])
    after(settings.BIN_DAYS)
    assert in_bin() == []
    for verb in (actions.restore, actions.delete):
        with pytest.raises(NotFound):
            verb(PERSON, HOLDER, [mine])


@pytest.mark.edits_tables
def test_the_proof_holds_after_the_erasure(mine: int) -> None:
    from carnet.journal import sealer

    newer = add(4, replaces_entry_no=mine)
    actions.delete(PERSON, HOLDER, [newer])
    after(settings.BIN_DAYS)
    assert audit.check().problems == []
    sealer.seal_once()
    assert verify.verify().problems == []
    execute("UPDATE records_entry SET wrapped_key = 'x' WHERE entry_no = %s", [newer])
    assert audit.check().problems == [f"entry {newer} of person {PERSON} was altered"]


def test_nothing_that_told_of_it_is_left(mine: int) -> None:
    actions.keep_from(PERSON, HOLDER, mine, "P", DOCTOR.actor_id)
    actions.delete(PERSON, HOLDER, [mine])
    after(settings.BIN_DAYS)
    for table in ("contents_reading", "filing_placed", "filing_pin"):
        assert rows(f"SELECT 1 FROM {table} WHERE entry_no = %s", [mine]) == []
    [text] = rows("SELECT e::text FROM records_entry e WHERE entry_no = %s", [mine])
    assert "Document 1" not in text[0]
    assert "Alice" not in text[0]


@pytest.mark.edits_tables
def test_a_restored_backup_is_erased_again(mine: int) -> None:
    """A copy made while it was in the bin brings it back there, past its days."""
    actions.delete(PERSON, HOLDER, [mine])
    execute("CREATE TEMPORARY TABLE copy_entry ON COMMIT DROP AS SELECT * FROM records_entry")
    execute("CREATE TEMPORARY TABLE copy_bin ON COMMIT DROP AS SELECT * FROM records_binned")
    after(settings.BIN_DAYS)
    for table, copy in (("records_entry", "copy_entry"), ("records_binned", "copy_bin")):
        execute(f"DELETE FROM {table}")
        execute(f"INSERT INTO {table} SELECT * FROM {copy}")
    assert in_bin() == [mine]
    assert after(settings.BIN_DAYS) == 1
    assert in_bin() == []
