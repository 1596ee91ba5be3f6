"""Some rounds of ``make tamper``, and a sure way to be told when a table is left out of it."""

from __future__ import annotations

from random import Random

import pytest

from campaigns.tamper import attacks, rounds, world
from carnet.base.database import execute, rows

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lived_in() -> None:
    world.live(Random(3))


def test_each_edit_is_named(lived_in: None) -> None:
    assert rounds.look() == []
    missed, struck = rounds.run(60, Random(11), lambda done, of: None)
    assert (missed, len(struck)) == ([], 60)
    assert rounds.look() == []


def test_an_edit_that_nobody_looks_for_is_missed(
    lived_in: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attacks, "TABLES", ("records_submission",))
    monkeypatch.setattr(attacks, "_SHARES", (1,))
    monkeypatch.setitem(attacks._OF, "records_submission", "lot {submission_no}")
    execute("UPDATE records_submission SET title = 'A'")
    missed, struck = rounds.run(3, Random(1), lambda done, of: None)
    assert len(missed) == len(struck) == 3


def test_no_table_of_the_trace_is_left_out() -> None:
    found = rows(
        "SELECT relname FROM pg_class WHERE relname ~ '^(journal|records_(entry|record|kept_from)"
        "|sharing_(authorization|emergency|treating|represent|delegation|report))'"
        " AND relkind IN ('r', 'p') AND NOT relispartition"
    )
    assert {name for (name,) in found} == {*attacks.TABLES}


def test_each_edit_of_what_a_witness_signed_is_named(
    lived_in: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attacks, "TABLES", ("journal_cosignature",))
    monkeypatch.setattr(attacks, "_SHARES", (1,))
    missed, struck = rounds.run(25, Random(5), lambda done, of: None)
    assert missed == []
    assert {words.split()[0] for words in struck} == {"edit", "remove", "insert", "swap"}


def test_each_edit_of_who_may_read_is_named(
    lived_in: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = [
        table
        for table in attacks.TABLES
        if table.startswith(("sharing_", "records_r", "records_k"))
    ]
    monkeypatch.setattr(attacks, "TABLES", tables)
    monkeypatch.setattr(attacks, "_SHARES", [1] * len(tables))
    missed, struck = rounds.run(60, Random(8), lambda done, of: None)
    assert missed == []
    assert {words.split()[-1] for words in struck} == {*tables}
