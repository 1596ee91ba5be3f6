"""The end of a record: what goes, what stays, in which order, and a new beginning."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from carnet.access.facts import Action, Actor, ActorKind
from carnet.base import clock, erasure, outbox
from carnet.base.database import execute, row, rows
from carnet.base.secrets import folder
from carnet.journal import sealer, verify
from carnet.journal.kinds import EventKind
from carnet.notify.actions import tell
from carnet.records import actions, destruction, door, queries
from carnet.records.problems import Impossible, NotFound, Refused
from carnet.vault import keys, masters, store
from carnet.vault.problems import IntegrityProblem, KeyDestroyed
from tests.records.world import DOCTOR, HOLDER, OTHER, PERSON, consent, document, events, put

pytestmark = pytest.mark.django_db
AGENT = Actor(ActorKind.AGENT, 4, 5)
# What stays of a person whose record was destroyed, and why (docs/adr/0012).
STAYS = {
    "identity_person": "the insurer's line",
    "identity_matricule": "finds it",
    "records_record": "says that it was destroyed, and which numbers were used",
    "records_destruction": "the proof",
    "journal_event": "the trace, without content",
    "journal_head": "its chain",
    "base_outbox": "effects that wait: no content",
    "sharing_representation": "the insurer's attachment of a minor",
    "accounts_contact": "emptied after the receipt (carnet.accounts.forgetting)",
    "accounts_provisional_code": "a slow hash: keeps the campaign from writing again",
    "accounts_account": "deleted after the receipt, unless it serves for a child",
    "accounts_federated_identity": "the same",
    "demo_settled": "demonstration only",
}

SAMPLES = {"assistance_file.of": "'ticket'"}  # values that a row must have


@pytest.fixture
def full(record: int) -> int:
    """A record with something in every table that tells of its content."""
    consent(DOCTOR)
    put(document(1), document(2, replaces_unique_id="1.2.250.1"))
    put(document(3))
    actions.hide(PERSON, HOLDER, 3)
    tell(PERSON, "AJOUT_DOCUMENT", entry_no=1)
    execute("INSERT INTO sharing_treating_doctor VALUES (%s, 8, '2025-01-01')", [PERSON])
    execute("INSERT INTO sharing_emergency_choice VALUES (%s, TRUE, FALSE, FALSE, now())", [PERSON])
    actions.create_record(OTHER, "active")
    put(document(9), person_id=OTHER)
    return record


def end(person_id: int = PERSON) -> None:
    """Close it, ask for its destruction, and let the time pass."""
    actions.close_now(person_id, Actor(ActorKind.PERSON, person_id))
    actions.request_deletion(person_id, Actor(ActorKind.PERSON, person_id))
    with clock.moved(timedelta(days=31)):
        actions.run_timers()


def of_people() -> list[str]:
    """Every table with a row for each of many people."""
    found = rows(
        "SELECT table_name FROM information_schema.columns JOIN information_schema.tables"
        " USING (table_schema, table_name) WHERE table_schema = 'public'"
        " AND column_name = 'person_id' AND table_type = 'BASE TABLE'"
        " AND table_name NOT LIKE 'journal\\_event\\_%%' ORDER BY 1",
        [],
    )
    return [name for (name,) in found]


def held(table: str, person_id: int) -> int:
    found = row(f"SELECT count(*) FROM {table} WHERE person_id = %s", [person_id])
    return int(found[0]) if found else 0


def test_every_table_of_a_person_is_emptied_or_known_to_stay(full: int) -> None:
    """A new slice registers an eraser (carnet.base.erasure), or says here why it need not."""
    for table in set(of_people()) - STAYS.keys():
        _put_a_row(table)
    before = {table: held(table, OTHER) for table in of_people()}
    end()
    left = {table: held(table, PERSON) for table in set(of_people()) - STAYS.keys()}
    assert {table: count for table, count in left.items() if count} == {}
    assert {table: held(table, OTHER) for table in of_people()} == before


def _put_a_row(table: str) -> None:
    """Something of this person in the table, whatever its columns are."""
    if held(table, PERSON):
        return
    columns = rows(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s AND is_nullable = 'NO'"
        " AND is_identity = 'NO' AND column_name <> 'person_id'",
        [table],
    )
    samples = {
        "bytea": r"'\x00'", "boolean": "FALSE", "jsonb": "'{}'", "date": "current_date",
        "timestamp with time zone": "now()", "uuid": "gen_random_uuid()",
        "character varying": "'x'", "text": "'x'", "numeric": "1",
    }  # fmt: skip
    names = ["person_id", *(f'"{name}"' for name, _ in columns)]
    samples_of = {
        name: SAMPLES.get(f"{table}.{name}") or samples.get(kind, "1") for name, kind in columns
    }
    values = [str(PERSON), *samples_of.values()]
    execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(values)})")


def test_nothing_of_the_content_is_left_in_any_row(full: int) -> None:
    end()
    for (table,) in rows(
        "SELECT table_name FROM information_schema.tables"
        " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
    ):
        for (text,) in rows(f"SELECT t::text FROM {table} t"):
            if str(OTHER) not in text:
                assert "Document 1" not in text, table
                assert "Bio Logiste" not in text, table
                assert '1.2.250.1"' not in text, table


def test_it_counts_what_it_erased(full: int) -> None:
    end()
    found = row("SELECT cause, counts FROM records_destruction WHERE person_id = %s", [PERSON])
    assert found
    counts = json.loads(found[1])
    assert found[0] == "request"
    assert (counts["documents"], counts["envois"], counts["autorisations"]) == (3, 2, 1)
    assert (counts["choix"], counts["notifications"]) == (1, 1)


def test_nobody_reads_it_any_more(full: int) -> None:
    put_before = row("SELECT segment, position, wrapped_key FROM records_entry WHERE entry_no = 3")
    assert put_before
    end()
    for actor in (HOLDER, DOCTOR):
        for action in (Action.SEARCH, Action.READ_ARCHIVE):
            with pytest.raises(Refused):
                door.open(PERSON, actor, action)
    with pytest.raises(Refused):
        put(document(4))
    with pytest.raises(KeyDestroyed):
        store.get(PERSON, *put_before)
    told = door.status(PERSON, DOCTOR)
    assert (told.exists, told.open, told.state) == (False, False, "deleted")
    assert door.open(OTHER, Actor(ActorKind.PERSON, OTHER)).read(1)


def test_the_state_comes_before_the_key(full: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cut after the decision: the record is closed to all, and the next round finishes."""
    destroy = type(keys.store()).destroy

    def cut(*_: object) -> None:
        raise OSError("power")

    monkeypatch.setattr(type(keys.store()), "destroy", cut)
    end()
    assert queries.state(PERSON) == "deleted"
    assert keys.store().lives(PERSON)
    assert destruction.waiting(9) == [(PERSON, 1)]
    with pytest.raises(Refused):
        door.open(PERSON, HOLDER, Action.READ_ARCHIVE)
    with pytest.raises(Impossible):
        actions.reopen(PERSON, HOLDER)
    monkeypatch.setattr(type(keys.store()), "destroy", destroy)
    actions.run_timers()
    assert not keys.store().lives(PERSON)
    kinds = [kind for kind, *_ in events()]
    assert kinds.count(EventKind.RECORD_DELETED) == kinds.count(EventKind.KEY_DESTROYED) == 1


def test_a_cut_before_the_decision_changes_nothing(
    full: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_: int) -> dict[str, int]:
        raise OSError("power")

    monkeypatch.setattr(erasure, "erase", cut)
    end()
    assert queries.state(PERSON) == "deletion_pending"
    actions.reopen(PERSON, HOLDER)
    assert door.open(PERSON, HOLDER).read(1) == document(1).data


def test_a_new_record_is_empty_and_reuses_no_number(full: int) -> None:
    with pytest.raises(Impossible):
        actions.begin_again(PERSON, AGENT)
    end()
    actions.begin_again(PERSON, AGENT)
    opened = door.open(PERSON, HOLDER)
    assert opened.timeline().total == 0
    with pytest.raises(NotFound):
        opened.entry(1)
    assert put(document(1)).entries == (4,)
    assert door.open(PERSON, HOLDER).read(4) == document(1).data
    end()
    assert [held("records_destruction", PERSON), keys.store().lives(PERSON)] == [2, False]


def test_a_new_record_never_gets_the_old_key(full: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even when it begins before the round that would have destroyed the key."""
    place = row("SELECT segment, position, wrapped_key FROM records_entry WHERE entry_no = 3")
    assert place
    monkeypatch.setattr(destruction, "waiting", lambda _: [])
    end()
    assert keys.store().lives(PERSON)
    actions.begin_again(PERSON, AGENT)
    with pytest.raises(IntegrityProblem):
        store.get(PERSON, *place)
    monkeypatch.undo()
    actions.run_timers()
    assert put(document(5)).entries == (4,)  # the new key lives


def test_the_key_follows_the_record_into_its_archive_and_back(own_vault: Path, full: int) -> None:
    year = clock.today().year
    for verb, master in ((actions.close_now, year), (actions.reopen, masters.ACTIVE)):
        verb(PERSON, HOLDER)
        outbox.drain()
        assert (year in keys.store().masters()) is (master == year)
    assert door.open(PERSON, HOLDER).read(1) == document(1).data


def test_the_master_of_a_year_ends_with_its_last_record(own_vault: Path, full: int) -> None:
    began = clock.now()
    with clock.moved(timedelta(days=366)):
        year = clock.today().year
        actions.close_now(PERSON, HOLDER)
        actions.close_now(OTHER, Actor(ActorKind.PERSON, OTHER))
        outbox.drain()
        path = folder() / f"vault.master.{year}"
        with clock.moved(timedelta(days=365 * 2)):
            assert (actions.end_years(), path.exists()) == ([], True)
            actions.request_deletion(PERSON, HOLDER)
            with clock.moved(timedelta(days=31)):
                actions.run_timers()
                assert (actions.end_years(), path.exists()) == ([], True)
        with clock.moved(timedelta(days=365 * 11)):
            actions.run_timers()
            assert (actions.end_years(), path.exists()) == ([year], False)
    assert clock.now() - began < timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_the_journal_still_verifies(full: int) -> None:
    sealer.seal_once()
    end()
    sealer.seal_once()
    assert verify.verify().problems == []
    actions.run_timers()
    found = row(
        "SELECT seal_no, events, head FROM records_destruction WHERE person_id = %s", [PERSON]
    )
    head = row("SELECT events, head FROM journal_head WHERE person_id = %s", [PERSON])
    assert found
    assert head
    assert (found[0], *map(bytes, found[2:]), found[1]) == (2, bytes(head[1]), head[0])
