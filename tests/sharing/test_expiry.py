"""Consents that end by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.base import clock
from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.records.actions import create_record
from carnet.sharing import expiry
from carnet.sharing.actions import block, record_consent
from carnet.sharing.queries import authorizations, standing

PERSON = 601
HOLDER = Actor(ActorKind.PERSON, PERSON)
DOCTOR = Actor(ActorKind.PROFESSIONAL, 8, 80, "G15_10")


@pytest.fixture(autouse=True)
def record(db: None) -> None:
    create_record(PERSON, "active")


def allow(days: int = 1) -> None:
    until = clock.now() + timedelta(days=days)
    record_consent(PERSON, HOLDER, professional_id=8, mode="online", until=until)


def told() -> list[str]:
    return [kind for (kind,) in rows("SELECT kind FROM base_outbox ORDER BY id")]


def ends() -> list[int]:
    """The purposes of the events that tell of an end."""
    kind = int(EventKind.CONSENT_EXPIRED)
    found = rows("SELECT purpose FROM journal_event WHERE kind = %s", [kind])
    return [purpose for (purpose,) in found]


def test_nothing_is_read_from_its_moment_on() -> None:
    allow()
    assert standing(PERSON, DOCTOR).consent
    with clock.moved(timedelta(days=1)):
        assert not standing(PERSON, DOCTOR).consent


def test_the_timer_ends_it_once_and_tells() -> None:
    allow()
    assert expiry.run() == 0
    with clock.moved(timedelta(days=2)):
        assert expiry.run() == 1
        assert expiry.run() == 0
    assert (told(), ends()) == (["record.consent_ended"], [Purpose.NORMAL])
    assert rows("SELECT 1 FROM sharing_authorization") == []


def test_a_clock_that_goes_back_does_not_bring_it_again() -> None:
    allow()
    with clock.moved(timedelta(days=2)):
        expiry.run()
    assert not standing(PERSON, DOCTOR).consent


def test_what_was_given_again_lasts() -> None:
    allow()
    allow(days=30)
    with clock.moved(timedelta(days=2)):
        assert expiry.run() == 0
        assert standing(PERSON, DOCTOR).consent
    record_consent(PERSON, HOLDER, professional_id=8, mode="online")
    with clock.moved(timedelta(days=400)):
        assert expiry.run() == 0
        assert standing(PERSON, DOCTOR).consent


def test_a_block_ends_at_no_date() -> None:
    allow()
    block(PERSON, HOLDER, professional_id=8)
    with clock.moved(timedelta(days=400)):
        assert expiry.run() == 0
        assert standing(PERSON, DOCTOR).blocked


def test_an_end_lies_ahead() -> None:
    for days in (0, -1):
        with pytest.raises(ValueError, match="ends after it begins"):
            allow(days)
    assert authorizations(PERSON) == []
