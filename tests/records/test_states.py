from __future__ import annotations

import pytest

from carnet.base.database import row
from carnet.journal.kinds import EventKind
from carnet.records.actions import (
    Impossible,
    activate,
    close_now,
    create_record,
    oppose,
    reopen,
)
from tests.records.world import HOLDER, PERSON, events


def state() -> object:
    found = row("SELECT state FROM records_record WHERE person_id = %s", [PERSON])
    return found and found[0]


def kinds() -> list[int]:
    return [kind for kind, *_ in events()]


def test_a_record_is_created_once(db: None) -> None:
    create_record(PERSON)
    create_record(PERSON, "opposed")
    assert (state(), kinds()) == ("created", [EventKind.RECORD_CREATED])


def test_it_is_opened_closed_and_reopened(db: None) -> None:
    create_record(PERSON)
    for verb, wanted in ((activate, "active"), (close_now, "closed"), (reopen, "active")):
        verb(PERSON, HOLDER)
        verb(PERSON, HOLDER)
        assert state() == wanted
    assert kinds()[1:] == [
        EventKind.RECORD_OPENED,
        EventKind.RECORD_CLOSED,
        EventKind.RECORD_REOPENED,
    ]
    assert row("SELECT opened_at IS NOT NULL, closed_at FROM records_record") == (True, None)


def test_an_opposition_is_told_as_one(db: None) -> None:
    create_record(PERSON, "not_created")
    oppose(PERSON, HOLDER)
    assert kinds() == [EventKind.RECORD_OPPOSED]


def test_what_cannot_be_is_impossible(db: None) -> None:
    with pytest.raises(Impossible, match="activate: impossible for a record that is absent"):
        activate(PERSON, HOLDER)
    create_record(PERSON)
    with pytest.raises(Impossible):
        oppose(PERSON, HOLDER)
    with pytest.raises(ValueError, match="not a valid State"):
        create_record(PERSON, "nonsense")
