"""A superuser of the database edits the trace: each edit is found and named.

The campaign does what someone with every right on the database can: any row, any seal, any head,
with a MAC copied from elsewhere where it helps. They have neither the keys nor the file beside.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, row, rows
from carnet.journal import anchor, contexts
from carnet.journal.events import EventKind, record
from carnet.journal.leaves import COLUMNS
from carnet.journal.verify import verify

pytestmark = pytest.mark.django_db  # each edit is undone: the log is built once
DOCTORS = [
    Actor(ActorKind.PROFESSIONAL, number, organization_id=4, software=f"Logiciel {number}")
    for number in range(1, 4)
]
ALL = f"{COLUMNS}, xid, mac"
Sealing = Callable[[], int]


@dataclass(frozen=True)
class Found:
    """One stored event."""

    place: str  # its physical address
    at: datetime
    person: int
    xid: int
    mac: int

    @property
    def words(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S.%f} UTC, person {self.person}"


def events() -> list[Found]:
    found = rows(
        "SELECT tableoid::text || ':' || ctid::text, at, person_id, xid, mac FROM journal_event"
        " ORDER BY xid, at, nonce"
    )
    return [Found(*line) for line in found]


def edit(sql: str, event: Found) -> None:
    """Do something to exactly one row."""
    table, ctid = event.place.split(":")
    assert execute(sql + " WHERE tableoid = %s::oid AND ctid = %s::tid", [int(table), ctid]) == 1


def _build(seal_all: Sealing) -> None:
    """Seventy events of six people in five seals, and three not yet sealed."""
    for number in range(45):
        with clock.moved(timedelta(days=-number)), transaction.atomic():
            for part in range(1 + number % 2):
                actor = DOCTORS[number % 3]
                person = 1 + number % 6
                record(EventKind.DOCUMENT_READ, person, actor, entry_no=part, detail={"n": number})
        if number % 9 == 8:
            seal_all()
    for person in (1, 2, 3):
        record(EventKind.SEARCHED, person, DOCTORS[0])


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, seal_all: Sealing
) -> Iterator[bytes]:
    """The committed log, and the file beside it."""
    with django_db_blocker.unblock():
        contexts.forget()
        anchor.path().unlink(missing_ok=True)
        _build(seal_all)
        yield anchor.path().read_bytes()
    with django_db_blocker.unblock():
        execute("TRUNCATE journal_event, journal_seal, journal_head, journal_context")
        contexts.forget()


@pytest.fixture
def log(built: bytes, fresh_log: None, db: None) -> list[Found]:
    """The log, sound."""
    anchor.path().write_bytes(built)
    assert row("SELECT count(*) FROM journal_seal") == (5,)
    return events()


def test_the_log_is_sound(log: list[Found]) -> None:
    report = verify()
    assert (report.problems, report.events, report.sealed) == ([], len(log), len(log) - 3)


def problems() -> str:
    return "\n".join(verify().problems)


EDITS = {
    "at": "at = at + interval '1 second'",
    "at_far": "at = at - interval '100 days'",
    "person_id": "person_id = person_id + 1",
    "actor_id": "actor_id = actor_id + 1",
    "nonce": "nonce = nonce # 1",
    "organization_id": "organization_id = 0",
    "entry_no": "entry_no = entry_no + 1",
    "context_id": "context_id = 0",
    "kind": "kind = 143",
    "kind_unknown": "kind = 9999",
    "actor_kind": "actor_kind = 6",
    "rule": "rule = rule + 1",
    "policy": "policy = policy + 1",
    "purpose": "purpose = 3",
    "detail": "detail = detail || ' '",
    "mac": "mac = mac # 1",
}


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


SEAL_EDITS = [
    "at = at + interval '1 second'", "xid_from = xid_from + 1", "xid_to = xid_to + 1",
    "first_index = first_index + 1", "tree_size = tree_size - 1",
    "root = sha256(root)", "heads_root = sha256(heads_root)", "previous = sha256(previous)",
    "leaves = set_byte(leaves, 40, get_byte(leaves, 40) # 1)",
    "leaves = substr(leaves, 33) || substr(leaves, 1, 32)",
    "leaves = ''", "summary = ''", "signature = sha512(signature)", "signature = ''",
    "xid_to = xid_from", "xid_to = 9000000000000000000",
]  # fmt: skip


@pytest.mark.parametrize("change", SEAL_EDITS)
@pytest.mark.parametrize("number", [1, 3, 5])
def test_an_altered_seal_is_named(log: list[Found], change: str, number: int) -> None:
    execute(f"UPDATE journal_seal SET {change} WHERE seal_no = {number}")
    told = verify().problems
    assert told[0] == f"seal {number} was altered or inserted: wrong signature"
    # The events themselves are what they were: none is accused.
    assert not any("event of" in line for line in told)


@pytest.mark.parametrize("number", [1, 3])
def test_a_removed_seal_is_named(log: list[Found], number: int) -> None:
    execute(f"DELETE FROM journal_seal WHERE seal_no = {number}")
    assert verify().problems == [f"seal {number} was removed"]


def test_a_copied_seal_is_named(log: list[Found]) -> None:
    columns = "at,xid_from,xid_to,first_index,tree_size,root,heads_root,previous,leaves,summary"
    execute(
        f"INSERT INTO journal_seal (seal_no, {columns}, signature)"
        f" SELECT 6, {columns}, signature FROM journal_seal WHERE seal_no = 5"
    )
    assert "seal 6 was altered or inserted" in problems()


def test_swapped_seals_are_named(log: list[Found]) -> None:
    for before, after in ((2, -2), (3, 2), (-2, 3)):
        execute(f"UPDATE journal_seal SET seal_no = {after} WHERE seal_no = {before}")
    told = problems()
    assert "seal 2 was altered" in told
    assert "seal 3 was altered" in told


def test_a_seal_removed_with_its_events_is_named(log: list[Found]) -> None:
    execute(
        "DELETE FROM journal_event e USING journal_seal s"
        " WHERE s.seal_no = 3 AND e.xid >= s.xid_from AND e.xid < s.xid_to"
    )
    execute("DELETE FROM journal_seal WHERE seal_no = 3")
    told = problems()
    assert "seal 3 was removed" in told
    assert "does not lead to its signed root" in told
    assert "the head of person" in told


def test_a_cut_end_is_found(log: list[Found]) -> None:
    """The last seals, their events and the heads put back as they were: perfectly signed."""
    execute(
        "DELETE FROM journal_event e USING journal_seal s"
        " WHERE s.seal_no = 4 AND e.xid >= s.xid_from"
    )
    execute("DELETE FROM journal_seal WHERE seal_no > 3")
    assert "the log was cut or rewritten: seal 5" in problems()


def test_an_emptied_journal_is_found(log: list[Found]) -> None:
    execute("TRUNCATE journal_event, journal_seal, journal_head, journal_context")
    [told] = verify().problems
    assert told.startswith("the log was cut")
    assert str(anchor.path()) not in told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE journal_head SET head = sha256(head) WHERE person_id = 2", "person 2 was altered"),
        ("UPDATE journal_head SET events = 1 WHERE person_id = 2", "person 2 was altered"),
        ("DELETE FROM journal_head WHERE person_id = 2", "person 2 was removed"),
        ("INSERT INTO journal_head VALUES (99, 1, sha256(''))", "person 99 was inserted"),
    ],
)
def test_an_altered_head_is_named(log: list[Found], change: str, words: str) -> None:
    assert execute(change) == 1
    [told] = verify().problems
    assert words in told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE journal_context SET software = 'X' WHERE software = 'Logiciel 2'", "altered"),
        ("INSERT INTO journal_context VALUES (5, 'X')", "altered or inserted"),
        ("DELETE FROM journal_context WHERE software = 'Logiciel 2'", "removed"),
    ],
)
def test_an_altered_software_name_is_named(log: list[Found], change: str, words: str) -> None:
    assert execute(change) == 1
    [told] = verify().problems
    assert told.startswith("the name of software")
    assert words in told


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
        record(EventKind.DOCUMENT_READ, 1, DOCTORS[0])
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
            record(EventKind.DOCUMENT_READ, 1, DOCTORS[0])
        [one, _two] = events()
        edit("UPDATE journal_event SET actor_id = 99", one)
        assert one.words in problems()
        assert seal_all() == 1
        [told] = verify().problems
        assert told.startswith("inserted")
        assert one.words in told
