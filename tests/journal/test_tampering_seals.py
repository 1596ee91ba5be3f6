"""A superuser of the database edits seals, heads and names: each edit is found and named."""

from __future__ import annotations

import pytest

from carnet.base.database import execute
from carnet.journal import anchor
from carnet.journal.verify import verify
from tests.journal.superuser import Found, problems

pytestmark = pytest.mark.django_db  # each edit is undone: the log is built once

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
