"""The record as it was, and as a professional saw it: compared with what was really seen then."""

from __future__ import annotations

import json
from datetime import date

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.journal.kinds import EventKind
from carnet.records import door
from carnet.records.actions import (
    Refused,
    close_now,
    hide,
    hide_category,
    keep_from,
    lift,
    reopen,
    show,
    show_category,
)
from carnet.sharing.actions import (
    block,
    choose_administrator,
    declare_treating_doctor,
    record_consent,
    unblock,
    withdraw_consent,
)
from tests.records.looking_back import ago, agreed, begun, moment, now, then
from tests.records.world import (
    DOCTOR,
    HOLDER,
    KINE,
    LAB,
    MOTHER,
    PERSON,
    STRANGER,
    consent,
    document,
    events,
    put,
    represent,
)

__all__ = ["begun"]


def test_it_holds_what_was_deposited_by_then() -> None:
    ago(30, lambda: put(document(1)))
    ago(10, lambda: put(document(2)))
    assert [then(days) for days in (40, 20, 5)] == [[], [1], [1, 2]]


def test_what_was_replaced_since_is_what_was_there() -> None:
    ago(30, lambda: put(document(1)))
    ago(10, lambda: put(document(2, replaces_entry_no=1)))
    assert (then(20), then(5)) == ([1], [2])


def test_it_tells_what_was_hidden_then() -> None:
    ago(30, lambda: put(document(1)))
    ago(20, lambda: hide(PERSON, HOLDER, 1))
    ago(10, lambda: show(PERSON, HOLDER, 1))

    def hidden(days: float) -> list[bool]:
        found = door.open_past(PERSON, HOLDER, moment(days)).timeline().page.entries
        return [entry.hidden_from_professionals for entry in found]

    assert [hidden(days) for days in (25, 15, 5)] == [[False], [True], [False]]


def test_a_professional_saw_what_their_standing_allowed() -> None:
    ago(50, lambda: put(document(1)))
    ago(40, agreed)
    ago(30, lambda: withdraw_consent(PERSON, HOLDER, professional_id=DOCTOR.actor_id))
    ago(20, agreed)
    ago(10, lambda: block(PERSON, HOLDER, professional_id=DOCTOR.actor_id))
    ago(5, lambda: unblock(PERSON, HOLDER, professional_id=DOCTOR.actor_id))
    days = (45, 35, 25, 15, 8, 3)
    assert [then(one, DOCTOR) for one in days] == [[], [1], [], [1], [], []]


def test_by_the_structure_too() -> None:
    ago(50, lambda: put(document(1)))
    place = DOCTOR.organization_id
    ago(40, lambda: record_consent(PERSON, HOLDER, organization_id=place, mode="online"))
    ago(30, lambda: block(PERSON, HOLDER, organization_id=place))
    assert [then(one, DOCTOR) for one in (45, 35, 25)] == [[], [1], []]


def test_a_consent_ended_when_it_said() -> None:
    ago(50, lambda: put(document(1)))
    until = moment(30)
    ago(
        40,
        lambda: record_consent(
            PERSON, HOLDER, professional_id=DOCTOR.actor_id, mode="online", until=until
        ),
    )
    assert (then(35, DOCTOR), then(25, DOCTOR)) == ([1], [])


def test_what_was_hidden_or_kept_from_them_then() -> None:
    ago(50, lambda: put(document(1), document(2)), agreed)
    ago(40, lambda: keep_from(PERSON, HOLDER, 1, "P", DOCTOR.actor_id))
    ago(30, lambda: lift(PERSON, HOLDER, 1, "P", DOCTOR.actor_id))
    ago(20, lambda: hide_category(PERSON, HOLDER, "BIOLOGIE"))
    ago(10, lambda: show_category(PERSON, HOLDER, "BIOLOGIE"))
    days = (45, 35, 25, 15, 5)
    assert [then(one, DOCTOR) for one in days] == [[1, 2], [2], [1, 2], [], [1, 2]]


def test_the_treating_doctor_saw_what_was_hidden_once_declared() -> None:
    ago(50, lambda: put(document(1)), agreed, lambda: hide(PERSON, HOLDER, 1))
    ago(30, lambda: declare_treating_doctor(PERSON, DOCTOR.actor_id, date(2020, 1, 1)))
    assert (then(40, DOCTOR), then(20, DOCTOR)) == ([], [1])


def test_the_administrator_stays_whatever_happens_to_a_structure_of_the_same_number() -> None:
    number = DOCTOR.actor_id
    ago(50, lambda: put(document(1)), agreed, lambda: hide(PERSON, HOLDER, 1))
    ago(40, lambda: choose_administrator(PERSON, HOLDER, number))
    ago(30, lambda: block(PERSON, HOLDER, organization_id=number))
    assert now(DOCTOR) == [1]
    assert [then(days, DOCTOR) for days in (45, 35, 25)] == [[], [1], [1]]


def test_nobody_saw_a_record_that_was_closed() -> None:
    ago(50, lambda: put(document(1)), agreed)
    ago(40, lambda: close_now(PERSON, HOLDER))
    ago(30, lambda: reopen(PERSON, HOLDER))
    assert [then(one, DOCTOR) for one in (45, 35, 25)] == [[1], [], [1]]


def test_the_answer_says_why_they_saw_nothing() -> None:
    ago(50, lambda: put(document(1)))
    found = door.open_past(PERSON, HOLDER, moment(40)).timeline(DOCTOR)
    assert found.decision is not None
    assert found.decision.rule.code == "NO_CONSENT"


def test_what_one_may_not_see_today_stays_unseen() -> None:
    ago(50, lambda: put(document(1, hidden_from_patient=True)), agreed)
    assert (then(40), then(40, DOCTOR)) == ([], [])
    represent()
    ago(45, lambda: put(document(2, hidden_from_representatives=True)))
    assert then(40, actor=MOTHER) == []
    assert then(40) == [2]


def test_pages_follow_one_another() -> None:
    ago(50, lambda: put(*(document(n) for n in range(1, 6))))
    opened, found, after = door.open_past(PERSON, HOLDER, moment(40)), [], None
    while True:
        page = opened.timeline(after=after, limit=2).page
        assert page.total == 5
        found += [entry.entry_no for entry in page.entries]
        after = page.next
        if after is None:
            break
    assert found == [5, 4, 3, 2, 1]
    with pytest.raises(ValueError, match="not a page mark"):
        opened.timeline(after="x")


def test_it_is_journaled_with_the_moment_and_what_was_shown() -> None:
    ago(50, lambda: put(document(1)), agreed)
    at = moment(40)
    door.open_past(PERSON, HOLDER, at).timeline(DOCTOR)
    kind, actor_id, _, _, detail = events()[-1]
    assert (kind, actor_id) == (EventKind.PAST_READ, PERSON)
    told = {"moment": at.isoformat(), "professional": DOCTOR.actor_id}
    assert json.loads(detail).items() >= told.items()


def test_the_future_is_now() -> None:
    put(document(1))
    assert then(-30) == [1]


def test_those_of_whom_one_may_ask() -> None:
    ago(50, agreed)
    ago(30, lambda: consent(KINE))
    opened = door.open_past(PERSON, HOLDER, moment(20))
    assert opened.professionals() == [KINE.actor_id, DOCTOR.actor_id]
    assert door.open_past(PERSON, HOLDER, moment(40)).professionals() == [DOCTOR.actor_id]


def test_a_representative_is_not_told_from_whom_a_secret_is_kept() -> None:
    represent()
    ago(50, lambda: put(document(1, hidden_from_representatives=True)))
    ago(40, lambda: keep_from(PERSON, HOLDER, 1, "P", KINE.actor_id))
    assert door.open_past(PERSON, HOLDER, moment(30)).professionals() == [KINE.actor_id]
    assert door.open_past(PERSON, MOTHER, moment(30)).professionals() == []


@pytest.mark.parametrize("actor", [DOCTOR, KINE, LAB, STRANGER])
def test_only_the_person_looks_back(actor: Actor) -> None:
    if actor.kind is ActorKind.PROFESSIONAL:
        consent(actor)
    with pytest.raises(Refused):
        door.open_past(PERSON, actor, moment(1))
    assert events()[-1][0] == EventKind.ACCESS_REFUSED
