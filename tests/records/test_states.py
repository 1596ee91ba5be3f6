from __future__ import annotations

import pytest

from carnet.base.database import row
from carnet.journal.kinds import EventKind
from carnet.records.actions import change_state, create_record
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
    for wanted in ("active", "active", "closed", "active"):
        change_state(PERSON, HOLDER, wanted)
        assert state() == wanted
    assert kinds()[1:] == [
        EventKind.RECORD_OPENED,
        EventKind.RECORD_CLOSED,
        EventKind.RECORD_REOPENED,
    ]
    assert row("SELECT opened_at IS NOT NULL, closed_at FROM records_record") == (True, None)


def test_an_opposition_is_told_as_one(db: None) -> None:
    create_record(PERSON)
    change_state(PERSON, HOLDER, "opposed")
    assert kinds()[-1] == EventKind.RECORD_OPPOSED


def test_what_cannot_be_is_an_error_of_the_caller(db: None) -> None:
    with pytest.raises(ValueError, match="no record"):
        change_state(PERSON, HOLDER, "active")
    create_record(PERSON)
    with pytest.raises(ValueError, match="no verb"):
        change_state(PERSON, HOLDER, "deleted")
    with pytest.raises(ValueError, match="not a valid State"):
        change_state(PERSON, HOLDER, "nonsense")
