"""The professional whom the person chooses as administrator."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.records.actions import create_record
from carnet.sharing.actions import (
    NotAuthorised,
    SharingRefused,
    block,
    choose_administrator,
    end_administrator,
    record_consent,
    unblock,
)
from carnet.sharing.queries import authorizations, standing

PERSON = 601
HOLDER = Actor(ActorKind.PERSON, PERSON)
DOCTOR = Actor(ActorKind.PROFESSIONAL, 8, 80, "G15_10")
OTHER = replace(DOCTOR, actor_id=9)


@pytest.fixture(autouse=True)
def record(db: None) -> None:
    create_record(PERSON, "active")
    record_consent(PERSON, HOLDER, professional_id=8, mode="online")


def count(kind: EventKind) -> int:
    ((found,),) = rows("SELECT count(*) FROM journal_event WHERE kind = %s", [int(kind)])
    return int(found)


def test_chosen_once_and_ended_once() -> None:
    for _ in range(2):
        choose_administrator(PERSON, HOLDER, 8)
        assert standing(PERSON, DOCTOR).administrator
    for _ in range(2):
        end_administrator(PERSON, HOLDER, 8)
        assert not standing(PERSON, DOCTOR).administrator
    assert count(EventKind.ADMINISTRATOR_CHOSEN) == count(EventKind.ADMINISTRATOR_ENDED) == 1
    assert standing(PERSON, DOCTOR).consent


def test_it_takes_a_consent_by_name() -> None:
    record_consent(PERSON, HOLDER, organization_id=80, mode="online")
    for verb in (choose_administrator, end_administrator):
        with pytest.raises(NotAuthorised):
            verb(PERSON, HOLDER, 9)
    block(PERSON, HOLDER, professional_id=8)
    with pytest.raises(NotAuthorised):
        choose_administrator(PERSON, HOLDER, 8)


@pytest.mark.parametrize("kind", [kind for kind in ActorKind if kind is not ActorKind.PERSON])
def test_nobody_chooses_for_the_person(kind: ActorKind) -> None:
    with pytest.raises(SharingRefused):
        choose_administrator(PERSON, Actor(kind, 8, 80), 8)
    assert not standing(PERSON, DOCTOR).administrator


def test_it_ends_with_the_consent() -> None:
    record_consent(
        PERSON, HOLDER, professional_id=8, mode="online", until=clock.now() + timedelta(days=1)
    )
    choose_administrator(PERSON, HOLDER, 8)
    with clock.moved(timedelta(days=2)):
        assert not standing(PERSON, DOCTOR).administrator
        record_consent(PERSON, DOCTOR, professional_id=8)
        assert not standing(PERSON, DOCTOR).administrator


def test_a_new_consent_leaves_the_role() -> None:
    choose_administrator(PERSON, HOLDER, 8)
    record_consent(PERSON, DOCTOR, professional_id=8)
    assert standing(PERSON, DOCTOR).administrator


def test_a_block_ends_it_for_good() -> None:
    choose_administrator(PERSON, HOLDER, 8)
    block(PERSON, HOLDER, professional_id=8)
    record_consent(PERSON, HOLDER, professional_id=8, mode="online")
    assert not standing(PERSON, DOCTOR).administrator


def test_it_blocks_another_at_the_request_of_the_person_who_is_told() -> None:
    choose_administrator(PERSON, HOLDER, 8)
    block(PERSON, DOCTOR, professional_id=9)
    assert standing(PERSON, OTHER).blocked
    blocked = next(one for one in authorizations(PERSON) if one.blocked)
    assert (blocked.professional_id, blocked.recorded_by_professional_id) == (9, 8)
    assert ("record.blocked",) in rows("SELECT kind FROM base_outbox")


def test_it_lifts_no_block_and_blocks_not_its_own() -> None:
    choose_administrator(PERSON, HOLDER, 8)
    block(PERSON, HOLDER, professional_id=9)
    with pytest.raises(SharingRefused):
        unblock(PERSON, DOCTOR, professional_id=9)
    for subject in ({"professional_id": 8}, {"organization_id": 80}):
        with pytest.raises(SharingRefused):
            block(PERSON, DOCTOR, **subject)
    assert standing(PERSON, OTHER).blocked
