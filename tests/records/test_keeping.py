from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from carnet.access.facts import Actor
from carnet.base.database import row
from carnet.journal.kinds import EventKind
from carnet.records import door, keeping
from carnet.records.actions import NotFound, Refused, keep_from, lift
from carnet.sharing.actions import declare_treating_doctor
from tests.records.world import (
    BIOLOGIST,
    DOCTOR,
    HOLDER,
    KINE,
    LAB,
    PERSON,
    START,
    STRANGER,
    consent,
    document,
    events,
    put,
    seen,
)

COLLEAGUE = replace(DOCTOR, actor_id=20)  # of the same structure
TO_DOCTOR = ("P", DOCTOR.actor_id)


@pytest.fixture(autouse=True)
def deposited(record: int) -> None:
    put(document(1), document(2))
    consent(DOCTOR)
    consent(COLLEAGUE)


def test_it_keeps_one_document_from_one_professional() -> None:
    assert keep_from(PERSON, HOLDER, 1, *TO_DOCTOR) == (1,)
    kind, actor_id, entry_no, _, detail = events()[-1]
    assert (kind, actor_id, entry_no) == (EventKind.KEPT_FROM, PERSON, 1)
    assert json.loads(detail).items() >= {"professional": DOCTOR.actor_id, "entries": "1"}.items()
    assert (seen(DOCTOR), seen(COLLEAGUE)) == ([2], [1, 2])
    with pytest.raises(NotFound):
        door.open(PERSON, DOCTOR).read(1)


def test_or_from_whoever_acts_from_a_structure() -> None:
    keep_from(PERSON, HOLDER, 1, "O", DOCTOR.organization_id)
    elsewhere = replace(DOCTOR, organization_id=81)
    assert (seen(DOCTOR), seen(COLLEAGUE), seen(elsewhere)) == ([2], [2], [1, 2])


def test_one_tap_lifts_it() -> None:
    keep_from(PERSON, HOLDER, 1, *TO_DOCTOR)
    assert lift(PERSON, HOLDER, 1, *TO_DOCTOR) == (1,)
    assert events()[-1][0] == EventKind.KEPT_FROM_LIFTED
    assert seen(DOCTOR) == [1, 2]


def test_twice_changes_nothing_more() -> None:
    keep_from(PERSON, HOLDER, 1, *TO_DOCTOR)
    before = len(events())
    assert keep_from(PERSON, HOLDER, 1, *TO_DOCTOR) == ()
    assert lift(PERSON, HOLDER, 2, *TO_DOCTOR) == ()
    assert len(events()) == before


def test_the_page_tells_from_whom_it_is_kept() -> None:
    keep_from(PERSON, HOLDER, 1, *TO_DOCTOR)
    keep_from(PERSON, HOLDER, 1, "O", 81)
    kept = [(one.subject, one.subject_id) for one in keeping.of_entry(PERSON, 1)]
    assert kept == [TO_DOCTOR, ("O", 81)]
    assert keeping.of_entry(PERSON, 2) == []


def test_the_author_still_reads_it() -> None:
    consent(BIOLOGIST)
    keep_from(PERSON, HOLDER, 1, "P", BIOLOGIST.actor_id)
    assert seen(BIOLOGIST) == [1, 2]


def test_so_does_the_treating_doctor_who_sees_what_is_hidden() -> None:
    declare_treating_doctor(PERSON, DOCTOR.actor_id, START.date())
    keep_from(PERSON, HOLDER, 1, *TO_DOCTOR)
    assert seen(DOCTOR) == [1, 2]


def test_what_replaces_it_is_kept_from_the_same_people() -> None:
    keep_from(PERSON, HOLDER, 1, *TO_DOCTOR)
    put(document(3, replaces_entry_no=1))
    assert seen(DOCTOR) == [2]
    assert lift(PERSON, HOLDER, 3, *TO_DOCTOR) == (1, 3)


def test_so_is_what_it_replaced() -> None:
    put(document(3, replaces_entry_no=1))
    assert keep_from(PERSON, HOLDER, 3, *TO_DOCTOR) == (1, 3)


@pytest.mark.parametrize("actor", [DOCTOR, BIOLOGIST, KINE, LAB, STRANGER])
@pytest.mark.parametrize("change", [keep_from, lift])
def test_only_the_person_chooses(change: Callable[..., object], actor: Actor) -> None:
    with pytest.raises(Refused):
        change(PERSON, actor, 1, *TO_DOCTOR)
    assert events()[-1][0] == EventKind.ACCESS_REFUSED
    assert row("SELECT count(*) FROM records_kept_from") == (0,)


def test_an_unknown_document_is_not_found() -> None:
    with pytest.raises(NotFound):
        keep_from(PERSON, HOLDER, 9, *TO_DOCTOR)
