"""Each delay of a record's life, on the day before and on the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, database
from carnet.base.clock import LEGAL_ZONE
from carnet.base.database import execute, row
from carnet.journal.kinds import EventKind
from carnet.records import actions, closing, destruction, queries, rounds, timers
from carnet.records.actions import Reason
from carnet.records.life import Timer
from carnet.records.queries import Life
from tests.records.world import HOLDER, OTHER, PERSON, events

SYSTEM = Actor(ActorKind.SYSTEM)
At = Callable[[datetime], None]


@pytest.fixture
def at() -> Iterator[At]:
    """Move the house to a moment."""
    with ExitStack() as moves:
        yield lambda moment: moves.enter_context(clock.moved(moment - clock.now()))


def state() -> str | None:
    actions.run_timers()
    return queries.state(PERSON)


def life() -> Life:
    found = queries.life(PERSON)
    assert found
    return found


def closed(at: At, moment: datetime) -> None:
    at(moment)
    actions.close_now(PERSON, HOLDER)


def test_a_closing_takes_effect_after_seven_days(record: int, at: At) -> None:
    due = actions.request_closing(PERSON, HOLDER)
    assert timedelta(0) < clock.now() + timedelta(days=7) - due < timedelta(minutes=1)
    at(due - timedelta(minutes=1))
    assert state() == "active"
    at(due)
    assert state() == "closed"
    assert events()[-1][0] == EventKind.RECORD_CLOSED
    assert life().closing_reason == Reason.REQUEST


def test_a_closing_that_was_cancelled_never_comes(record: int, at: At) -> None:
    due = actions.request_closing(PERSON, HOLDER, delete=True)
    actions.cancel_closing(PERSON, HOLDER)
    at(due + timedelta(days=1))
    assert state() == "active"
    assert (life().due_at, life().delete_on_closing) == (None, False)


def test_asked_twice_the_first_date_stands(record: int, at: At) -> None:
    due = actions.request_closing(PERSON, HOLDER)
    at(clock.now() + timedelta(days=2))
    assert actions.request_closing(PERSON, HOLDER) == due
    assert actions.request_closing(PERSON, HOLDER, delete=True) > due + timedelta(days=1)


def test_a_suspension_closes_after_six_weeks_unless_contested(record: int, at: At) -> None:
    actions.create_record(OTHER, "active")
    for person_id in (PERSON, OTHER):
        actions.suspend(person_id, SYSTEM, Reason.FRAUD)
    actions.contest(OTHER, Actor(ActorKind.PERSON, OTHER))
    began = clock.now()
    at(began + timedelta(days=42, minutes=-1))
    assert state() == "suspended"
    at(began + timedelta(days=42))
    assert (state(), queries.state(OTHER)) == ("closed", "suspended")
    assert life().closing_reason == Reason.SUSPENSION


def test_an_express_deletion_leaves_thirty_days_to_regret(record: int, at: At) -> None:
    actions.close_now(PERSON, HOLDER)
    actions.request_deletion(PERSON, HOLDER)
    asked = clock.now()
    at(asked + timedelta(days=30, minutes=-1))
    assert state() == "deletion_pending"
    at(asked + timedelta(days=30))
    assert state() == "deleted"


def test_the_law_bounds_the_regret(settings: Any) -> None:
    settings.DELETION_REGRET = timedelta(days=400)
    assert timers.deletion_delay() == timedelta(days=90)
    settings.DELETION_REGRET = timedelta(days=10)
    assert timers.deletion_delay() == timedelta(days=10)


def test_regret_and_copies_together_stay_within_the_law() -> None:
    from carnet.base import settings

    assert settings.DELETION_REGRET + settings.BACKUP_RETENTION <= settings.EXPRESS_DELETION


@pytest.mark.parametrize(
    ("closing", "end"),
    [
        ("2027-03-01T10:00", "2037-03-01T10:00"),
        ("2028-02-29T10:00", "2038-03-01T10:00"),  # no 29 February in 2038
        ("2028-02-29T23:30", "2038-03-01T23:30"),
        ("2027-07-14T00:00", "2037-07-14T00:00"),  # summer there, summer then
    ],
)
def test_an_archive_lasts_ten_years_of_the_calendar(
    record: int, at: At, closing: str, end: str
) -> None:
    first, last = (datetime.fromisoformat(day).replace(tzinfo=LEGAL_ZONE) for day in (closing, end))
    closed(at, first)
    due = life().due_at
    assert due
    assert abs(due - last) < timedelta(seconds=5)
    at(last - timedelta(minutes=1))
    assert state() == "closed"
    at(last + timedelta(minutes=1))
    assert state() == "deleted"


def test_a_29_february_meets_a_29_february() -> None:
    moment = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert timers.years_after(moment, 4) == datetime(2032, 2, 29, 12, tzinfo=UTC)


def test_the_archive_of_the_dead_counts_from_the_closing(record: int, at: At) -> None:
    first = datetime(2027, 5, 5, tzinfo=UTC)
    closed(at, first)
    at(first + timedelta(days=900))
    actions.record_death(PERSON, SYSTEM, clock.today())
    assert timers.due(Timer.ARCHIVE, clock.now(), first) == timers.years_after(first, 10)
    at(timers.years_after(first, 10) + timedelta(minutes=1))
    assert state() == "deleted"


def test_reopening_stops_the_time(record: int, at: At) -> None:
    actions.close_now(PERSON, HOLDER)
    actions.reopen(PERSON, HOLDER)
    at(clock.now() + timedelta(days=365 * 20))
    assert state() == "active"


def test_a_round_is_bounded_and_the_next_goes_on(record: int, at: At) -> None:
    people = range(900, 905)
    for person_id in people:
        actions.create_record(person_id, "active")
        due = actions.request_closing(person_id, Actor(ActorKind.PERSON, person_id))
    at(due)
    moved = [actions.run_timers(limit=2) for _ in range(4)]
    assert moved == [2, 2, 1, 0]


def test_one_bad_record_lets_the_others_pass(
    record: int, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.create_record(OTHER, "active")
    due = actions.request_closing(OTHER, Actor(ActorKind.PERSON, OTHER))
    actions.request_closing(PERSON, HOLDER)
    close = closing.close_now

    def fail_for_one(person_id: int, *rest: Any) -> None:
        close(person_id, *rest)
        if person_id == OTHER:
            raise OSError("the disk")

    monkeypatch.setattr(closing, "close_now", fail_for_one)
    at(due + timedelta(days=1))
    assert actions.run_timers() == 1
    assert (queries.state(PERSON), queries.state(OTHER)) == ("closed", "active")


def test_a_reopening_between_the_list_and_the_lock_wins(
    record: int, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.close_now(PERSON, HOLDER)
    actions.request_deletion(PERSON, HOLDER)
    at(clock.now() + timedelta(days=31))
    due = database.rows

    def reopened_meanwhile(*asked: Any) -> Any:
        found = due(*asked)
        actions.reopen(PERSON, HOLDER)
        return found

    monkeypatch.setattr(rounds, "rows", reopened_meanwhile)
    assert actions.run_timers() == 0
    assert queries.state(PERSON) == "active"
    assert destruction.waiting(1) == []


@pytest.mark.edits_tables
def test_what_is_due_is_found_by_its_index(record: int) -> None:
    execute(
        "INSERT INTO records_record (person_id, state, state_since, closing_reason,"
        " hide_new_documents, last_entry_no, last_submission_no)"
        " SELECT n, 'created', now(), '', FALSE, 0, 0 FROM generate_series(10000, 15000) n"
    )
    execute("ANALYZE records_record")
    found = row(f"EXPLAIN (FORMAT JSON) {rounds._DUE}", [clock.now(), 500])
    assert "records_record_due" in str(found)
