"""« Un soignant a consulté votre carnet »: each one who opens it, once a day for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from carnet.access.facts import Action, Actor, ActorKind, Purpose
from carnet.base import clock
from carnet.base.database import rows
from carnet.records import door
from carnet.records.actions import create_record
from carnet.sharing.actions import record_consent, withdraw_consent

PERSON = 601
HOLDER = Actor(ActorKind.PERSON, PERSON)
DOCTOR = Actor(ActorKind.PROFESSIONAL, 8, 80, "G15_10")
COLLEAGUE = replace(DOCTOR, actor_id=9)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def record(db: None) -> None:
    create_record(PERSON, "active")


def told() -> list[tuple[int, bool]]:
    """Of whom, and whether as of a first access."""
    return rows(
        "SELECT (payload->>'professional_id')::int, (payload->>'first')::boolean FROM base_outbox"
        " WHERE kind = 'record.consulted' ORDER BY id"
    )


def team() -> None:
    record_consent(PERSON, HOLDER, organization_id=80, mode="online")


def test_each_who_opens_is_told_of_once_a_day() -> None:
    team()
    assert told() == []
    for actor in (DOCTOR, DOCTOR, COLLEAGUE, DOCTOR):
        door.open(PERSON, actor)
    assert told() == [(8, True), (9, True)]


def test_the_next_day_it_is_told_again_and_not_as_a_first_access() -> None:
    team()
    for days in range(3):
        with clock.moved(days * DAY):
            door.open(PERSON, DOCTOR)
            door.open(PERSON, DOCTOR, Action.READ)
    assert told() == [(8, True), (8, False), (8, False)]


def test_who_was_authorised_by_name_is_told_of_too() -> None:
    record_consent(PERSON, HOLDER, professional_id=8, mode="online")
    door.open(PERSON, DOCTOR)
    assert told() == [(8, True)]


def test_who_is_refused_is_not_told_of() -> None:
    team()
    with pytest.raises(door.Refused):
        door.open(PERSON, replace(DOCTOR, organization_id=81))
    assert told() == []


def test_the_person_and_their_own_acts_are_not_told() -> None:
    door.open(PERSON, HOLDER)
    door.open(PERSON, HOLDER, Action.READ_HISTORY)
    assert told() == []


def test_who_recorded_the_consent_of_the_team_is_told_of_then() -> None:
    record_consent(PERSON, DOCTOR, organization_id=80)
    door.open(PERSON, DOCTOR)
    door.open(PERSON, COLLEAGUE)
    assert told() == [(8, True), (9, True)]


def test_after_a_withdrawal_they_are_told_of_as_a_first_access() -> None:
    for _ in range(2):
        record_consent(PERSON, DOCTOR, professional_id=8)
        withdraw_consent(PERSON, HOLDER, professional_id=8)
    assert told() == [(8, True), (8, True)]


def test_a_withdrawal_is_known_to_the_process_that_told(
    django_capture_on_commit_callbacks: object,
) -> None:
    team()
    record_consent(PERSON, HOLDER, professional_id=8, mode="online")
    for change in (
        lambda: door.open(PERSON, DOCTOR),
        lambda: withdraw_consent(PERSON, HOLDER, professional_id=8),
        lambda: door.open(PERSON, DOCTOR),
    ):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            change()
    assert told() == [(8, True), (8, True)]


def test_an_emergency_is_told_in_its_own_words() -> None:
    reason = replace(
        DOCTOR, purpose=Purpose.BREAK_GLASS, reason="Perte de connaissance", reason_at=clock.now()
    )
    door.open(PERSON, reason)
    assert told() == []


def test_the_second_opening_of_a_day_asks_the_database_nothing(
    django_capture_on_commit_callbacks: object,
) -> None:
    from django.db import connection

    team()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        door.open(PERSON, DOCTOR)
    with CaptureQueriesContext(connection) as queries:
        door.open(PERSON, DOCTOR)
    assert not [one for one in queries if "told_access" in one["sql"]]
