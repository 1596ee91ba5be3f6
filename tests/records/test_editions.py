"""All editions of a document, told only as far as the reader sees them."""

from __future__ import annotations

import pytest

from carnet.access.facts import Action, Actor
from carnet.journal.kinds import EventKind
from carnet.records import door
from carnet.records.editions import editions
from tests.records.world import (
    BIOLOGIST,
    HOLDER,
    MOTHER,
    PERSON,
    consent,
    document,
    events,
    put,
    represent,
)


@pytest.fixture(autouse=True)
def deposited(record: int) -> None:
    put(document(1), document(9))
    put(document(2, replaces_entry_no=1))
    put(document(3, replaces_entry_no=3))


def told(actor: Actor, entry_no: int) -> list[int]:
    record = door.open(PERSON, actor, Action.READ)
    return [one.entry_no for one in editions(record, record.entry(entry_no))]


@pytest.mark.parametrize("entry_no", [1, 3, 4])
def test_from_any_edition_all_are_told_the_newest_first(entry_no: int) -> None:
    assert told(HOLDER, entry_no) == [4, 3, 1]
    kind, reader, number, _rule, detail = events()[-1]
    assert (kind, reader, number) == (EventKind.SEARCHED, PERSON, 0)
    assert detail == '{"entries":"1,3-4","total":3}'


def test_a_document_alone_has_none_and_writes_no_event() -> None:
    record = door.open(PERSON, HOLDER, Action.READ)
    entry = record.entry(2)
    before = len(events())
    assert editions(record, entry) == []
    assert len(events()) == before


def test_nothing_is_told_beyond_a_hidden_edition() -> None:
    put(document(4, replaces_entry_no=4, hidden_from_patient=True))
    assert told(HOLDER, 4) == [4, 3, 1]
    consent(BIOLOGIST)
    assert told(BIOLOGIST, 4) == [5, 4, 3, 1]


def test_a_secret_edition_in_the_middle_hides_what_is_behind_it() -> None:
    represent()
    put(document(5, replaces_entry_no=4, hidden_from_representatives=True))
    put(document(6, replaces_entry_no=5))
    assert 5 not in told(MOTHER, 4)
    assert told(MOTHER, 4) == [4, 3, 1]
