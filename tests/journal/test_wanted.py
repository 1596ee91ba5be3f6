"""The filters of the history, against the same choice made in Python."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.base import clock
from carnet.journal import queries
from carnet.journal.events import EventKind, record
from carnet.journal.queries import Event
from carnet.journal.wanted import Wanted

pytestmark = pytest.mark.django_db
PERSON = 7
HOLDER = Actor(ActorKind.PERSON, PERSON)
MOTHER = Actor(ActorKind.PERSON, 8)
DOCTOR = Actor(ActorKind.PROFESSIONAL, PERSON)  # the same number, another kind
SECRET = Actor(ActorKind.PROFESSIONAL, 9, purpose=Purpose.SECRET)


@pytest.fixture
def told(db: None) -> list[Event]:
    record(EventKind.DOCUMENT_READ, PERSON, HOLDER, entry_no=1)
    record(EventKind.DOCUMENT_READ, PERSON, MOTHER, entry_no=2)
    record(EventKind.SEARCHED, PERSON, DOCTOR, detail={"entries": "1-3,12", "total": 4})
    record(EventKind.SEARCHED, PERSON, DOCTOR, detail={"entries": "", "total": 0})
    record(EventKind.ACCESS_REFUSED, PERSON, DOCTOR, entry_no=2)
    record(EventKind.DOCUMENT_READ, PERSON, SECRET, entry_no=1)
    record(EventKind.DOCUMENT_READ, 8, HOLDER, entry_no=1)
    return queries.history(PERSON)


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (Wanted(), lambda e: True),
        (Wanted(actor_kinds=(ActorKind.PERSON,)), lambda e: e.actor_kind == ActorKind.PERSON),
        (Wanted(kinds=(EventKind.SEARCHED,)), lambda e: e.kind == EventKind.SEARCHED),
        (
            Wanted(actor_kinds=(ActorKind.PROFESSIONAL,), actor_id=9),
            lambda e: e.actor_kind == ActorKind.PROFESSIONAL and e.actor_id == 9,
        ),
        (
            Wanted(except_person=PERSON),
            lambda e: (e.actor_kind, e.actor_id) != (ActorKind.PERSON, PERSON),
        ),
        (Wanted(entry_no=1), lambda e: e.entry_no == 1 or "1-3" in str(e.detail)),
        (Wanted(entry_no=2), lambda e: e.entry_no == 2 or "1-3" in str(e.detail)),
        (Wanted(entry_no=12), lambda e: "1-3,12" in str(e.detail)),
        (Wanted(entry_no=4), lambda e: False),
        (
            Wanted(without_entries=(2,)),
            lambda e: e.entry_no != 2 or e.kind == EventKind.ACCESS_REFUSED,
        ),
        (Wanted(without_purposes=(Purpose.SECRET,)), lambda e: e.purpose != Purpose.SECRET),
    ],
)
def test_each_filter_keeps_what_it_says(told: list[Event], wanted: Wanted, kept: Any) -> None:
    assert queries.history(PERSON, wanted=wanted) == [event for event in told if kept(event)]


def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(told: list[Event]) -> None:
    middle = told[2].at
    assert queries.history(PERSON, wanted=Wanted(since=middle)) == told[:3]
    assert queries.history(PERSON, wanted=Wanted(until=middle)) == told[3:]


def test_one_event_is_found_by_its_nonce_within_its_day(told: list[Event]) -> None:
    event, day = told[2], timedelta(days=1)
    around = Wanted(since=event.at - day, until=event.at + day)
    assert queries.event(PERSON, event.nonce, around) == event
    assert queries.event(8, event.nonce, around) is None
    tomorrow = Wanted(since=clock.now() + day)
    assert queries.event(PERSON, event.nonce, tomorrow) is None


def test_the_latest_of_each_document(told: list[Event]) -> None:
    reads = Wanted(kinds=(EventKind.DOCUMENT_READ,), except_person=PERSON)
    found = queries.latest(PERSON, [1, 2, 3], reads)
    assert {number: event.actor_id for number, event in found.items()} == {1: 9, 2: 8}
