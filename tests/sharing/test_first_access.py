"""« Pour la première fois accès à votre carnet »: once for each professional."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import rows
from carnet.records import door
from carnet.records.actions import create_record
from carnet.sharing.actions import record_consent, withdraw_consent

PERSON = 601
HOLDER = Actor(ActorKind.PERSON, PERSON)
DOCTOR = Actor(ActorKind.PROFESSIONAL, 8, 80, "G15_10")
COLLEAGUE = replace(DOCTOR, actor_id=9)


@pytest.fixture(autouse=True)
def record(db: None) -> None:
    create_record(PERSON, "active")


def told() -> list[int]:
    """Of whom."""
    found = rows(
        "SELECT payload->>'professional_id' FROM base_outbox"
        " WHERE kind = 'record.first_access' ORDER BY id"
    )
    return [int(number) for (number,) in found]


def test_a_member_of_an_authorised_team_is_told_of_once() -> None:
    record_consent(PERSON, HOLDER, organization_id=80, mode="online")
    assert told() == []
    for actor in (DOCTOR, DOCTOR, COLLEAGUE, DOCTOR):
        door.open(PERSON, actor)
    assert told() == [8, 9]


def test_who_is_refused_is_not_told_of() -> None:
    record_consent(PERSON, HOLDER, organization_id=80, mode="online")
    with pytest.raises(door.Refused):
        door.open(PERSON, replace(DOCTOR, organization_id=81))
    assert told() == []


def test_who_was_authorised_by_name_is_known() -> None:
    record_consent(PERSON, HOLDER, professional_id=8, mode="online")
    record_consent(PERSON, HOLDER, organization_id=80, mode="online")
    door.open(PERSON, DOCTOR)
    assert told() == []


def test_who_recorded_the_consent_of_the_team_is_told_of_then() -> None:
    record_consent(PERSON, DOCTOR, organization_id=80)
    door.open(PERSON, DOCTOR)
    door.open(PERSON, COLLEAGUE)
    assert told() == [8, 9]


def test_after_a_withdrawal_they_are_told_of_again() -> None:
    for _ in range(2):
        record_consent(PERSON, DOCTOR, professional_id=8)
        withdraw_consent(PERSON, HOLDER, professional_id=8)
    assert told() == [8, 8]
