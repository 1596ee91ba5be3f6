"""One line of the trace, opened; who read each document last; what neither may tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carnet.access.facts import Action, Actor, Purpose
from carnet.base.database import execute
from carnet.base.ids import Kind, Pointer, reveal
from carnet.journal.kinds import EventKind
from carnet.journal.wanted import Wanted
from carnet.records import door, trace
from carnet.records.actions import hide
from carnet.records.trace import ShownEvent
from tests.records.world import (
    DOCTOR,
    HOLDER,
    KINE,
    MOTHER,
    PERSON,
    STRANGER,
    consent,
    document,
    events,
    put,
    represent,
)


@pytest.fixture
def read(record: int) -> int:
    """A doctor searched, then read the second of two documents."""
    put(document(1), document(2))
    consent(DOCTOR)
    consent(KINE)
    represent()
    opened = door.open(PERSON, DOCTOR)
    opened.timeline()
    opened.read(2)
    return record


def lines(actor: Actor = HOLDER) -> door.OpenRecord:
    return door.open(PERSON, actor, Action.READ_HISTORY)


def one(kind: EventKind, actor: Actor = HOLDER) -> ShownEvent:
    """The latest event of this kind, opened."""
    found, _title = lines(actor).history(wanted=Wanted(kinds=(kind,)))[0]
    return lines(actor).event(trace.pointer(found))


def test_a_search_names_what_it_returned(read: int) -> None:
    assert one(EventKind.SEARCHED).titles == {1: "Document 1", 2: "Document 2"}
    assert events()[-1][0] == EventKind.EVENT_SHOWN


def test_a_search_of_lots_names_what_it_returned(read: int) -> None:
    door.open(PERSON, DOCTOR).submissions()
    assert one(EventKind.SEARCHED).titles == {1: "Document 1", 2: "Document 2"}


def test_a_reading_names_its_document_and_its_rule(read: int) -> None:
    shown = one(EventKind.DOCUMENT_READ)
    assert (shown.title, shown.event.actor_id) == ("Document 2", DOCTOR.actor_id)
    assert shown.event.rule


def test_what_is_kept_from_the_reader_is_not_named(read: int) -> None:
    put(document(3, hidden_from_patient=True))
    door.open(PERSON, DOCTOR).timeline()
    assert set(one(EventKind.SEARCHED).titles) == {1, 2}


def test_the_history_of_what_is_kept_from_the_reader_is_as_empty_as_of_nothing(read: int) -> None:
    put(document(3, hidden_from_patient=True))
    door.open(PERSON, DOCTOR).timeline()
    assert lines().history(wanted=Wanted(entry_no=2)) != []
    assert lines().history(wanted=Wanted(entry_no=3)) == []
    assert lines().history(wanted=Wanted(entry_no=99)) == []


def test_a_refusal_about_what_is_kept_is_told_as_about_nothing(read: int) -> None:
    put(document(3, hidden_from_patient=True, type_code="68599-0"))
    with pytest.raises(door.NotFound):
        lines().read(3)
    with pytest.raises(door.NotFound):
        lines().read(99)
    refusals = lines().history(wanted=Wanted(kinds=(EventKind.ACCESS_REFUSED,)))
    told = [(e.entry_no, e.rule, e.detail, title) for e, title in refusals]
    assert told[0] == told[1]
    shown = [lines().event(trace.pointer(e)) for e, _title in refusals]
    assert shown[0].titles == shown[1].titles == {}


def test_a_secret_reading_is_shown_to_the_minor_only(read: int) -> None:
    from carnet.journal.events import record

    nurse = replace(DOCTOR, purpose=Purpose.SECRET)
    record(EventKind.DOCUMENT_READ, PERSON, nurse, entry_no=1)
    assert one(EventKind.DOCUMENT_READ).event.purpose is Purpose.SECRET
    shown = one(EventKind.DOCUMENT_READ, MOTHER)
    assert shown.event.purpose is Purpose.NORMAL
    secret = trace.pointer(one(EventKind.DOCUMENT_READ).event)
    with pytest.raises(door.NotFound):
        lines(MOTHER).event(secret)


@pytest.mark.parametrize("change", [1, 2**31, -1])
def test_an_invented_event_is_not_found(read: int, change: int) -> None:
    real = trace.pointer(one(EventKind.DOCUMENT_READ).event)
    with pytest.raises(door.NotFound):
        lines().event(replace(real, number=(real.number + change) % 2**32))


def test_an_identifier_leads_back_to_its_event(read: int) -> None:
    event = one(EventKind.DOCUMENT_READ).event
    assert reveal(trace.identifier(event)) == trace.pointer(event)
    assert trace.pointer(event).kind is Kind.EVENT


def test_another_persons_event_is_not_found(read: int) -> None:
    real = trace.pointer(one(EventKind.DOCUMENT_READ).event)
    with pytest.raises(door.Refused):
        lines(STRANGER)
    with pytest.raises(door.NotFound):
        lines().event(Pointer(Kind.EVENT, PERSON, real.number, real.version + 1))


def test_who_read_last_leaves_out_oneself_and_the_kept(read: int) -> None:
    put(document(3, hidden_from_patient=True))
    door.open(PERSON, DOCTOR).read(3)
    door.open(PERSON, HOLDER, Action.READ).read(2)
    found = door.open(PERSON, HOLDER).last_readings([1, 2, 3])
    assert {number: event.actor_id for number, event in found.items()} == {2: DOCTOR.actor_id}


def test_a_professional_learns_nothing_of_who_read(read: int) -> None:
    assert door.open(PERSON, KINE).last_readings([1, 2]) == {}


def test_a_hidden_document_keeps_its_history_for_its_holder(read: int) -> None:
    hide(PERSON, HOLDER, 2)
    found = lines().history(wanted=Wanted(entry_no=2))
    assert [event.kind for event, _ in found] == [
        EventKind.DOCUMENT_HIDDEN,
        EventKind.DOCUMENT_READ,
        EventKind.SEARCHED,
        EventKind.DOCUMENT_DEPOSITED,
    ]


def test_a_deleted_secret_stays_one_and_what_was_known_keeps_its_lines(read: int) -> None:
    put(document(3, hidden_from_representatives=True))
    execute("UPDATE records_entry SET status = 4 WHERE entry_no <> 1")
    wanted = Wanted(kinds=(EventKind.DOCUMENT_DEPOSITED, EventKind.DOCUMENT_READ))
    told = [[e.entry_no for e, _ in lines(who).history(wanted=wanted)] for who in (HOLDER, MOTHER)]
    assert told == [[3, 2, 1], [2, 1]]
