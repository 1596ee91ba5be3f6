"""Monthly partitions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import rows
from carnet.journal import partitions, queries
from carnet.journal.events import EventKind, record
from carnet.journal.verify import verify

pytestmark = pytest.mark.django_db
HOLDER = Actor(ActorKind.PERSON, actor_id=7)


def where() -> list[str]:
    return [name for (name,) in rows("SELECT DISTINCT tableoid::regclass::text FROM journal_event")]


def test_this_month_has_its_own() -> None:
    record(EventKind.SIGNED_IN, 7, HOLDER)
    assert where() == [f"journal_event_{clock.now():%Y_%m}"]


def test_the_months_to_come_have_theirs() -> None:
    with clock.moved(timedelta(days=62)):
        record(EventKind.SIGNED_IN, 7, HOLDER)
        assert where() == [f"journal_event_{clock.now():%Y_%m}"]


def test_any_other_time_is_kept_too_then_moves_to_its_month() -> None:
    for days in (-1200, -1000, 3000):
        with clock.moved(timedelta(days=days)):
            record(EventKind.SIGNED_IN, 7, HOLDER)
    before = queries.history(7)
    xids = rows("SELECT xid, mac FROM journal_event ORDER BY at")
    assert where() == ["journal_event_default"]
    for event in before:
        assert partitions.ensure_partitions(event.at.date())
    assert "journal_event_default" not in where()
    assert queries.history(7) == before
    assert rows("SELECT xid, mac FROM journal_event ORDER BY at") == xids
    assert not any("event of" in problem for problem in verify().problems)


def test_making_it_again_does_nothing() -> None:
    assert partitions.ensure_partitions(date(2031, 12, 31))
    assert not partitions.ensure_partitions(date(2031, 12, 1))
    assert partitions.ensure_ahead() == 0


def test_a_new_partition_has_the_indexes() -> None:
    partitions.ensure_partitions(date(2031, 12, 31))
    found = rows("SELECT indexdef FROM pg_indexes WHERE tablename = 'journal_event_2031_12'")
    text = " ".join(definition for (definition,) in found)
    assert "brin (at, xid)" in text
    assert "autosummarize" in text
    assert "btree (person_id)" in text


def test_the_worker_looks_once_a_day(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    partitions.ensure()
    with django_assert_num_queries(0):
        partitions.ensure()
    with clock.moved(timedelta(days=40)):
        partitions.ensure()
        last = clock.now() + timedelta(days=80)
        assert not partitions.ensure_partitions(last.date())
    partitions._ensured = None
