"""Pinned documents, at the head of the list."""

from __future__ import annotations

import pytest

from carnet.filing import pins
from carnet.filing.problems import TooMany
from carnet.journal.kinds import EventKind
from carnet.records import door
from carnet.records.problems import NotFound, Refused
from carnet.records.views import Filters
from tests.filing.world import HELPER, entrust, pinned
from tests.records.world import (
    DOCTOR,
    HOLDER,
    MOTHER,
    PERSON,
    consent,
    document,
    events,
    put,
    represent,
)

pytestmark = pytest.mark.django_db


def test_pinned_then_not(record: int) -> None:
    assert pins.pin(PERSON, HOLDER, [1, 3]) == {1, 3}
    assert pins.pin(PERSON, HOLDER, [3, 2]) == {2}
    assert pinned(HOLDER) == [1, 2, 3]
    assert pins.unpin(PERSON, HOLDER, [1, 4]) == {1}
    assert pinned(HOLDER) == [2, 3]
    told = [(kind, entry) for kind, _who, entry, _rule, _detail in events() if kind >= 800]
    assert told == [
        (EventKind.DOCUMENT_PINNED, 1),
        (EventKind.DOCUMENT_PINNED, 3),
        (EventKind.DOCUMENT_PINNED, 2),
        (EventKind.DOCUMENT_UNPINNED, 1),
    ]


@pytest.mark.parametrize("limit", [1, 2, 3, 10])
def test_they_are_listed_first_page_after_page(record: int, limit: int) -> None:
    opened, wanted = door.open(PERSON, HOLDER), Filters(first=(1, 3))
    after, found = None, []
    while True:
        page = opened.timeline(after=after, limit=limit, filters=wanted)
        assert page.total == 4
        found += [entry.entry_no for entry in page.entries]
        after = page.next
        if after is None:
            break
    assert found == [3, 1, 4, 2]


def test_there_is_an_end_to_pins(record: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "MOST", 2)
    pins.pin(PERSON, HOLDER, [1, 2])
    pins.pin(PERSON, HOLDER, [2])
    with pytest.raises(TooMany):
        pins.pin(PERSON, HOLDER, [3])
    assert pinned(HOLDER) == [1, 2]


def test_what_replaces_a_pinned_document_is_pinned(record: int) -> None:
    pins.pin(PERSON, HOLDER, [2])
    new = put(document(5, replaces_unique_id="1.2.250.2")).entries[0]
    assert pinned(HOLDER) == [new]


def test_a_secret_that_is_pinned_is_no_pin_for_a_parent(
    record: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    represent()
    secret = put(document(9, hidden_from_representatives=True)).entries[0]
    monkeypatch.setattr(pins, "MOST", 2)
    pins.pin(PERSON, HOLDER, [secret])
    assert pinned(MOTHER) == []
    with pytest.raises(NotFound):
        pins.pin(PERSON, MOTHER, [secret])
    pins.pin(PERSON, MOTHER, [1, 2])  # the limit tells her nothing either


def test_who_cares_pins_nothing(record: int) -> None:
    consent(DOCTOR)
    pins.pin(PERSON, HOLDER, [1])
    assert pinned(DOCTOR) == []
    with pytest.raises(Refused):
        pins.pin(PERSON, DOCTOR, [2])


@pytest.mark.parametrize("writes", [True, False])
def test_a_caregiver_pins_when_they_may_add(record: int, *, writes: bool) -> None:
    entrust("BIOLOGIE", writes=writes)
    if writes:
        assert pins.pin(PERSON, HELPER, [1]) == {1}
        with pytest.raises(NotFound):
            pins.pin(PERSON, HELPER, [4])
    else:
        with pytest.raises(Refused):
            pins.pin(PERSON, HELPER, [1])
