"""The trace as a reader may know it."""

from __future__ import annotations

import re
from pathlib import Path

import carnet
from carnet.access.facts import Action, Actor, ActorKind
from carnet.base.database import execute
from carnet.journal.kinds import EventKind
from carnet.journal.presenter import sentences
from carnet.journal.wanted import Wanted
from carnet.records import door
from tests.records.world import BIOLOGIST, HOLDER, LAB, PERSON, document, events, put

HOUSE = Path(carnet.__file__).parent


def told(actor: Actor = HOLDER) -> list[tuple[EventKind, int, str]]:
    opened = door.open(PERSON, actor, Action.READ_HISTORY)
    found = opened.history(wanted=Wanted(actor_kinds=(LAB.kind, BIOLOGIST.kind)))
    return [(event.kind, event.entry_no, title) for event, title in found]


def test_events_come_with_the_title_of_their_document(record: int) -> None:
    put(document(1))
    assert told() == [(EventKind.DOCUMENT_DEPOSITED, 1, "Document 1")]
    assert events()[-1][0] == EventKind.HISTORY_READ


def test_what_is_kept_from_the_patient_is_not_told(record: int) -> None:
    put(document(1, hidden_from_patient=True))
    assert told() == []
    put(document(2, hidden_from_patient=True), document(3))
    assert told() == [(EventKind.DOCUMENT_DEPOSITED, 3, "Document 3")]


def test_the_trace_of_a_deleted_document_remains(record: int) -> None:
    put(document(1))
    execute("UPDATE records_entry SET status = 4")
    assert told() == [(EventKind.DOCUMENT_DEPOSITED, 1, "")]


def test_every_kind_that_is_written_has_its_sentence() -> None:
    for room in ("records", "sharing"):
        for path in (HOUSE / room).glob("*.py"):
            for name in re.findall(r"EventKind\.([A-Z_]+)", path.read_text(encoding="utf-8")):
                assert EventKind[name] in sentences(), name


def test_pages_of_the_trace_follow(record: int) -> None:
    for number in range(1, 6):
        put(document(number))
    opened = door.open(PERSON, HOLDER, Action.READ_HISTORY)
    by_labs = Wanted(actor_kinds=(ActorKind.ORGANIZATION,))
    first = opened.history(limit=3, wanted=by_labs)
    last = first[-1][0]
    second = opened.history((last.at, last.nonce), 3, by_labs)
    assert [e.entry_no for e, _ in first + second] == [5, 4, 3, 2, 1]
