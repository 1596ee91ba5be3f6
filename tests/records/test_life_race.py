"""Several workers, and a person who changes their mind meanwhile: each thing happens once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.records import actions, queries
from carnet.records.problems import Impossible
from carnet.vault import keys

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = range(7001, 7009)


def holder(person_id: int) -> Actor:
    return Actor(ActorKind.PERSON, person_id)


def at_once(*works: Callable[[], object]) -> None:
    start = threading.Barrier(len(works))

    def begin(work: Callable[[], object]) -> None:
        start.wait()
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=begin, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def told(person_id: int, kind: EventKind) -> int:
    [(count,)] = rows(
        "SELECT count(*) FROM journal_event WHERE person_id = %s AND kind = %s",
        [person_id, int(kind)],
    )
    return int(count)


@pytest.fixture(autouse=True)
def to_be_destroyed() -> None:
    for person_id in PEOPLE:
        if keys.store().ended(person_id):
            keys.store().renew(person_id)
        actions.create_record(person_id, "active")
        actions.close_now(person_id, holder(person_id))
        actions.request_deletion(person_id, holder(person_id))


def test_two_workers_destroy_each_record_once() -> None:
    with clock.moved(timedelta(days=31)):
        at_once(actions.run_timers, actions.run_timers, actions.run_timers)
        actions.run_timers()
    for person_id in PEOPLE:
        assert queries.state(person_id) == "deleted"
        for kind in (EventKind.RECORD_DELETED, EventKind.KEY_DESTROYED):
            assert told(person_id, kind) == 1
    assert rows("SELECT count(*) FROM records_destruction") == [(len(PEOPLE),)]


def test_who_reopens_in_time_keeps_everything_else_nothing_comes_back() -> None:
    """Whoever gets the lock first wins: the record is open with its key, or destroyed."""

    def reopen() -> None:
        for person_id in PEOPLE:
            try:
                actions.reopen(person_id, holder(person_id))
            except Impossible as problem:
                assert problem.state == "deleted"  # noqa: PT017 - of the one that came late

    with clock.moved(timedelta(days=31)):
        at_once(reopen, actions.run_timers)
        actions.run_timers()
    for person_id in PEOPLE:
        open_again = queries.state(person_id) == "active"
        assert keys.store().lives(person_id) is open_again
        assert told(person_id, EventKind.RECORD_REOPENED) == open_again
        assert told(person_id, EventKind.RECORD_DELETED) == (not open_again)
