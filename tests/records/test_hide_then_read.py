"""A document hidden before a reading began is never given: two connections, nothing mocked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from carnet.records import door, keeping
from carnet.records.actions import create_record, hide, hide_category, keep_from
from carnet.records.views import Filters
from carnet.vault import store
from tests.records.world import DOCTOR, HOLDER, PERSON, consent, document, put

FIRST = document(1, type_code="34112-3", category="CPT_REND")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def opened() -> door.OpenRecord:
    """Opened by a professional before the person hides anything."""
    create_record(PERSON, "active")
    put(FIRST)
    put(document(2))
    consent(DOCTOR)
    return door.open(PERSON, DOCTOR)


def elsewhere(act: Callable[[], object]) -> None:
    """Do this on another connection, and commit it."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def numbers(opened: door.OpenRecord, **how: Any) -> list[int]:
    return [entry.entry_no for entry in opened.timeline(**how).entries]


HIDING: dict[str, Callable[[], object]] = {
    "from all": lambda: hide(PERSON, HOLDER, 1),
    "with its category": lambda: hide_category(PERSON, HOLDER, "CPT_REND"),
    "from this professional": lambda: keep_from(PERSON, HOLDER, 1, "P", DOCTOR.actor_id),
    "from their structure": lambda: keep_from(PERSON, HOLDER, 1, "O", DOCTOR.organization_id),
}
every_hiding = pytest.mark.parametrize("how", HIDING)


@every_hiding
def test_once_open_a_record_still_follows_the_person(opened: door.OpenRecord, how: str) -> None:
    assert numbers(opened) == [2, 1]
    elsewhere(HIDING[how])
    assert numbers(opened) == numbers(opened, full=True) == [2]
    assert numbers(opened, filters=Filters(entry_nos=(1,))) == []
    assert opened.timeline().total == sum(opened.counts().values()) == 1
    assert [lot.submission_no for lot in opened.submissions().submissions] == [2]
    assert opened.titles((1, 2)) == {2: "Document 2"}
    for ask in (opened.read, opened.entry, opened.document, opened.submission):
        with pytest.raises(door.NotFound):
            ask(1)


@every_hiding
def test_so_does_a_reading_in_a_transaction_begun_before(opened: door.OpenRecord, how: str) -> None:
    with transaction.atomic():
        assert opened.read(1) == FIRST.data
        elsewhere(HIDING[how])
        with pytest.raises(door.NotFound):
            opened.read(1)
        assert numbers(opened) == [2]


@every_hiding
def test_a_reading_that_began_first_ends(
    opened: door.OpenRecord, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """The decision is taken of the row that the same statement read: the hiding comes after."""
    get = store.get

    def hidden_meanwhile(*place: Any) -> bytes:
        elsewhere(HIDING[how])
        return get(*place)

    monkeypatch.setattr(store, "get", hidden_meanwhile)
    assert opened.read(1) == FIRST.data
    with pytest.raises(door.NotFound):
        opened.read(1)


READINGS: dict[str, Callable[[door.OpenRecord], object]] = {
    "list": lambda opened: [entry.entry_no for entry in opened.timeline().entries],
    "lots": lambda opened: [lot.submission_no for lot in opened.submissions().submissions],
    "lot": lambda opened: opened.submission(3),
    "entry": lambda opened: opened.entry(3),
    "document": lambda opened: opened.read(3),
}


@pytest.mark.parametrize("reading", READINGS)
def test_what_replaces_a_kept_document_while_one_reads_is_kept_too(
    opened: door.OpenRecord, monkeypatch: pytest.MonkeyPatch, reading: str
) -> None:
    """It is committed between the question « what is kept? » and the list."""
    keep_from(PERSON, HOLDER, 1, "P", DOCTOR.actor_id)
    kept_from, corrected = keeping.kept_from, document(3, replaces_unique_id=FIRST.unique_id)
    asked: list[int] = []

    def replaced_meanwhile(*whose: Any) -> frozenset[int]:
        found = kept_from(*whose)
        if not asked:
            asked.append(1)
            elsewhere(lambda: put(corrected))
        return found

    monkeypatch.setattr(keeping, "kept_from", replaced_meanwhile)
    try:
        seen = READINGS[reading](opened)
    except door.NotFound:
        seen = []
    assert asked
    assert seen in ([], [2])
