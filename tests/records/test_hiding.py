from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.records import door
from carnet.records.actions import NotFound, Refused, close_now, hide, show
from carnet.records.views import Filters
from carnet.sharing.actions import block
from tests.records.world import (
    BIOLOGIST,
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


@pytest.fixture(autouse=True)
def deposited(record: int) -> None:
    put(document(1))
    consent(DOCTOR)


def seen_by_the_doctor() -> list[int]:
    page = door.open(PERSON, DOCTOR).timeline(filters=Filters(statuses=()))
    return [entry.entry_no for entry in page.entries]


def versions() -> list[tuple[int, int, bool]]:
    return rows(
        "SELECT entry_no, version, hidden_from_professionals FROM records_entry_version"
        " ORDER BY entry_no, version"
    )


def refusal(call: Callable[[], object], problem: type[Exception]) -> None:
    before = versions()
    with pytest.raises(problem):
        call()
    assert versions() == before
    assert events()[-1][0] == EventKind.ACCESS_REFUSED


def test_it_hides_and_shows_again() -> None:
    assert seen_by_the_doctor() == [1]
    assert hide(PERSON, HOLDER, 1) == 2
    assert events()[-1][:3] == (EventKind.DOCUMENT_HIDDEN, PERSON, 1)
    assert seen_by_the_doctor() == []
    assert show(PERSON, HOLDER, 1) == 3
    assert events()[-1][:3] == (EventKind.DOCUMENT_SHOWN, PERSON, 1)
    assert seen_by_the_doctor() == [1]
    assert versions() == [(1, 1, False), (1, 2, True), (1, 3, False)]


def test_identifiers_of_versions_change_and_the_logical_one_stays() -> None:
    before = door.open(PERSON, HOLDER).entry(1)
    hide(PERSON, HOLDER, 1)
    after = door.open(PERSON, HOLDER).entry(1)
    assert before.entry_uuid != after.entry_uuid
    assert before.logical_id == after.logical_id


def test_hiding_twice_changes_nothing_more() -> None:
    assert hide(PERSON, HOLDER, 1) == hide(PERSON, HOLDER, 1) == 2
    assert [kind for kind, *_ in events()].count(EventKind.DOCUMENT_HIDDEN) == 1


def test_what_it_replaced_is_hidden_and_shown_with_it() -> None:
    put(document(2, replaces_entry_no=1))
    put(document(3, replaces_entry_no=2), document(4))
    hide(PERSON, HOLDER, 2)
    assert json.loads(events()[-1][4])["entries"] == "1-3"
    assert seen_by_the_doctor() == [4]
    show(PERSON, HOLDER, 3)
    assert seen_by_the_doctor() == [4, 3, 2, 1]


def test_a_representative_hides_for_the_child() -> None:
    represent()
    assert hide(PERSON, MOTHER, 1) == 2


def test_its_author_hides_it_but_does_not_show_it() -> None:
    assert hide(PERSON, BIOLOGIST, 1) == 2
    refusal(lambda: show(PERSON, BIOLOGIST, 1), Refused)


def test_the_author_still_reads_what_is_hidden() -> None:
    hide(PERSON, HOLDER, 1)
    consent(BIOLOGIST)
    assert door.open(PERSON, BIOLOGIST).read(1) == document(1).data


def test_others_are_refused_what_they_see() -> None:
    refusal(lambda: hide(PERSON, DOCTOR, 1), Refused)
    refusal(lambda: hide(PERSON, STRANGER, 1), Refused)
    refusal(lambda: hide(PERSON, LAB, 1), Refused)
    refusal(lambda: hide(PERSON, KINE, 1), Refused)


def test_others_do_not_find_what_they_do_not_see() -> None:
    hide(PERSON, HOLDER, 1)
    refusal(lambda: show(PERSON, DOCTOR, 1), NotFound)
    refusal(lambda: show(PERSON, DOCTOR, 2), NotFound)
    refusal(lambda: hide(PERSON, HOLDER, 2), NotFound)


def test_the_blocked_author_changes_nothing() -> None:
    block(PERSON, HOLDER, professional_id=BIOLOGIST.actor_id)
    refusal(lambda: hide(PERSON, BIOLOGIST, 1), Refused)


def test_a_closed_record_does_not_change() -> None:
    close_now(PERSON, HOLDER)
    refusal(lambda: hide(PERSON, HOLDER, 1), Refused)
