"""« Voir comme »: what they would get, told to the person alone, and never as their own reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carnet.access.facts import Action, Actor, ActorKind, Facts, Purpose
from carnet.journal.kinds import EventKind
from carnet.journal.wanted import Wanted
from carnet.records import door, seen_as
from carnet.records.actions import hide
from carnet.sharing.actions import block
from tests.records.world import (
    BIOLOGIST,
    DOCTOR,
    HOLDER,
    KINE,
    MOTHER,
    PARENT,
    PERSON,
    consent,
    document,
    events,
    put,
    represent,
)


@pytest.fixture
def full(record: int) -> int:
    """Documents of all sorts, and three who read."""
    represent()
    for actor in (DOCTOR, KINE, BIOLOGIST):
        consent(actor)
    put(document(1), document(2, type_code="34112-3", category="CPT_REND"))
    put(document(3, hidden_from_professionals=True, author_professional_id=99))
    put(document(4, hidden_from_patient=True))
    put(document(5, hidden_from_representatives=True))
    put(document(6, confidentiality="V", author_professional_id=99))
    return record


def look(other: Facts, viewer: Actor = HOLDER) -> seen_as.SeenAs:
    return door.open(PERSON, viewer).seen_as(other)


def facts(actor: Actor, viewer: Actor = HOLDER) -> Facts:
    return seen_as.facts_of(PERSON, actor, representative=viewer is not HOLDER)


@pytest.mark.parametrize("actor", [DOCTOR, KINE, BIOLOGIST])
def test_the_list_and_the_totals_are_theirs_less_what_is_kept_from_the_viewer(
    full: int, actor: Actor
) -> None:
    found = look(facts(actor))
    theirs = door.open(PERSON, actor)
    page = [one for one in theirs.timeline().entries if not one.hidden_from_patient]
    assert list(found.page.entries) == page
    assert found.page.total == len(page)
    assert sum(found.counts.values()) == len(page)


def test_what_is_not_shown_comes_with_its_reason(full: int) -> None:
    found = look(facts(DOCTOR))
    told = {one.entry.entry_no: one.decision.rule.code for one in found.kept}
    assert told == {3: "HIDDEN", 6: "VERY_RESTRICTED"}
    assert found.kept_total == 2
    hide(PERSON, HOLDER, 1)
    assert look(facts(DOCTOR)).kept_total == 3


def test_it_is_written_as_the_persons_own_look(full: int) -> None:
    before = len(events())
    look(facts(DOCTOR))
    written = events()[before:]
    assert [(kind, actor) for kind, actor, *_ in written] == [(EventKind.PREVIEWED, PERSON)]
    read = door.open(PERSON, HOLDER, Action.READ_HISTORY).history(
        wanted=Wanted(actor_kinds=(ActorKind.PROFESSIONAL,), kinds=(EventKind.SEARCHED,))
    )
    assert read == []


def test_one_who_may_not_open_sees_nothing_and_the_page_says_why(full: int) -> None:
    block(PERSON, HOLDER, professional_id=DOCTOR.actor_id)
    found = look(facts(DOCTOR))
    assert (found.decision.allowed, found.decision.rule.code) == (False, "BLOCKED")
    assert (found.page.total, found.counts) == (0, {})
    assert found.kept_total == 5  # all that the holder sees


def test_a_representative_is_shown_nothing_that_is_kept_from_them(full: int) -> None:
    found = look(facts(DOCTOR, MOTHER), MOTHER)
    assert [one.entry_no for one in found.page.entries] == [2, 1]
    assert (found.kept, found.kept_total) == ((), 0)


def test_a_secret_consent_is_not_told_to_a_representative(full: int) -> None:
    from carnet.base.database import execute

    execute("UPDATE sharing_authorization SET secret_from_representatives = (subject_id = 8)")
    theirs = replace(facts(DOCTOR), minor=True)  # nobody of the register here: a child of 15
    assert theirs.actor.purpose is Purpose.SECRET
    assert look(theirs).decision.allowed
    assert events()[-1][0] == EventKind.PREVIEWED
    assert not look(facts(DOCTOR, MOTHER), MOTHER).decision.allowed
    opened = door.open(PERSON, MOTHER, Action.READ_HISTORY)
    told = opened.history(wanted=Wanted(kinds=(EventKind.PREVIEWED,)))
    assert [(event.actor_id, event.purpose) for event, _ in told] == [(PARENT, Purpose.NORMAL)]


def test_a_trade_and_a_relative(full: int) -> None:
    doctor = look(seen_as.facts_of_trade("G15_10"))
    assert [one.entry_no for one in doctor.page.entries] == [5, 2, 1]
    mother = look(facts(MOTHER))
    assert [one.entry_no for one in mother.page.entries] == [6, 3, 2, 1]


@pytest.mark.parametrize("actor", [DOCTOR, replace(DOCTOR, actor_id=999)])
def test_only_the_person_looks_as_others(full: int, actor: Actor) -> None:
    with pytest.raises(door.Refused):
        look(facts(KINE), actor)
