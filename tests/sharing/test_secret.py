"""A consent of a « connexion secrète »: it serves such sessions only, and shows to no parent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from carnet.access.facts import Action, Actor, ActorKind, Purpose
from carnet.base import clock
from carnet.base.database import rows
from carnet.identity import people
from carnet.identity.people import Traits
from carnet.journal.kinds import EventKind
from carnet.records import door
from carnet.records.actions import create_record
from carnet.sharing import expiry
from carnet.sharing.actions import (
    block,
    declare_representative,
    record_consent,
    withdraw_consent,
)
from carnet.sharing.queries import authorizations, standing

DOCTOR = Actor(ActorKind.PROFESSIONAL, 8, 80, "G15_10")
SECRET = replace(DOCTOR, purpose=Purpose.SECRET)
PARENT = 602
MOTHER = Actor(ActorKind.PERSON, PARENT)


@pytest.fixture
def child(db: None) -> int:
    person_id = people.add_person(
        Traits(
            oid="1.2.250.1.213.1.4.10", matricule="210035121518956", birth_name="PATIENT",
            given_names="ZOE", sex="F", birth_date=clock.today() - timedelta(days=365 * 15),
            birth_place="51215",
        )
    )  # fmt: skip
    create_record(person_id, "active")
    declare_representative(person_id, PARENT, until=date(2090, 1, 1), certified=True)
    return person_id


def seen(child: int) -> list[tuple[int | None, bool]]:
    """What the parent has in their list."""
    return [
        (one.professional_id, one.blocked) for one in authorizations(child, representative=True)
    ]


def history(child: int) -> list[EventKind]:
    opened = door.open(child, MOTHER, Action.READ_HISTORY)
    return [event.kind for event, _ in opened.history() if event.actor_id != PARENT]


def told(secret: bool) -> int:
    found = rows(
        "SELECT 1 FROM base_outbox WHERE kind = 'record.consulted'"
        " AND (payload->>'secret')::boolean = %s",
        [secret],
    )
    return len(found)


def test_it_serves_secret_sessions_only(child: int) -> None:
    record_consent(child, SECRET, professional_id=8)
    assert standing(child, SECRET).consent
    assert not standing(child, DOCTOR).consent
    assert seen(child) == []
    assert EventKind.CONSENT_RECORDED not in history(child)
    assert (told(secret=True), told(secret=False)) == (1, 0)


def test_an_open_session_records_its_own_and_the_parent_is_told(child: int) -> None:
    record_consent(child, SECRET, professional_id=8)
    record_consent(child, DOCTOR, professional_id=8)
    assert seen(child) == [(8, False)]
    assert standing(child, SECRET).consent
    assert (told(secret=True), told(secret=False)) == (1, 1)


def test_it_touches_nothing_of_an_agreement_that_the_parent_knows(child: int) -> None:
    until = clock.now() + timedelta(days=1)
    record_consent(child, MOTHER, professional_id=8, mode="online", until=until)
    before = authorizations(child, representative=True)
    record_consent(child, SECRET, professional_id=8, mode="written")
    assert authorizations(child, representative=True) == before


def test_an_agreement_that_was_over_is_told_of_as_ever(child: int) -> None:
    until = clock.now() + timedelta(days=1)
    record_consent(child, MOTHER, professional_id=8, mode="online", until=until)
    with clock.moved(timedelta(days=2)):
        record_consent(child, SECRET, professional_id=8)
        assert history(child).count(EventKind.CONSENT_EXPIRED) == 1
        assert expiry.run() == 0
        assert standing(child, SECRET).consent


def test_its_own_end_is_told_to_no_parent(child: int) -> None:
    record_consent(child, SECRET, professional_id=8, until=clock.now() + timedelta(hours=1))
    with clock.moved(timedelta(hours=2)):
        assert expiry.run() == 1
        assert EventKind.CONSENT_EXPIRED not in history(child)
    ((payload,),) = rows("SELECT payload->>'secret' FROM base_outbox WHERE kind = %s",
                         ["record.consent_ended"])  # fmt: skip
    assert payload == "true"


def test_a_parent_who_withdraws_withdraws_what_they_know(child: int) -> None:
    record_consent(child, SECRET, professional_id=8)
    before = history(child)
    withdraw_consent(child, MOTHER, professional_id=8)
    assert history(child) == before
    assert standing(child, SECRET).consent


def test_a_professional_who_gives_it_up_openly_tells_no_parent(child: int) -> None:
    record_consent(child, SECRET, professional_id=8)
    withdraw_consent(child, DOCTOR, professional_id=8)
    assert not standing(child, SECRET).consent
    assert EventKind.CONSENT_WITHDRAWN not in history(child)


def test_a_block_of_the_parent_wins(child: int) -> None:
    record_consent(child, SECRET, professional_id=8)
    block(child, MOTHER, professional_id=8)
    assert standing(child, SECRET).blocked
    assert seen(child) == [(8, True)]
