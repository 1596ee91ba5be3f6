"""A record of a hundred days, what was done on some, and what is seen of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from carnet.access.facts import Actor
from carnet.base import clock
from carnet.records import door
from carnet.records.actions import Refused, create_record
from tests.records.world import (
    DOCTOR,
    HOLDER,
    PERSON,
    consent,
    seen,
)

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def begun(db: None) -> None:
    """The record is a hundred days old."""
    with clock.moved(-100 * DAY):
        create_record(PERSON, "active")


def ago(days: float, *acts: Callable[[], object]) -> None:
    with clock.moved(-days * DAY):
        for act in acts:
            act()


def agreed() -> None:
    consent(DOCTOR)


def moment(days: float) -> datetime:
    return clock.now() - days * DAY


def then(days: float, seen_by: Actor | None = None, actor: Actor = HOLDER) -> list[int]:
    found = door.open_past(PERSON, actor, moment(days)).timeline(seen_by)
    assert found.page.total == len(found.page.entries)
    return sorted(entry.entry_no for entry in found.page.entries)


def now(actor: Actor) -> list[int]:
    try:
        return seen(actor)
    except Refused:
        return []
