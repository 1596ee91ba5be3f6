"""Where an actor stands towards a record: all that the policy asks, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from carnet.access.facts import (
    ARCHIVED_STATES,
    DECEASED,
    OPEN_STATES,
    Action,
    Actor,
    ActorKind,
    Facts,
    TreatingDoctorSees,
)
from carnet.base import clock
from carnet.base.database import row


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one actor stands towards one record, at this moment."""

    state: str  # of the record (records.models.State)
    consent: bool = False  # to the professional by name
    team_consent: bool = False  # to the structure from which they act
    blocked: bool = False  # the professional, or the structure from which they act
    administrator: bool = False
    treating_doctor: bool = False
    represents: bool = False
    holder: bool = False


# The record's state is read here too: opening a record then costs one round trip.
_STANDING = """
SELECT coalesce((SELECT state FROM records_record WHERE person_id = %s), 'not_created'),
       coalesce(bool_or(a.effect = 'consent' AND a.subject = 'P'), FALSE),
       coalesce(bool_or(a.effect = 'consent' AND a.subject = 'O'), FALSE),
       coalesce(bool_or(a.effect = 'blocked'), FALSE),
       coalesce(bool_or(a.effect = 'consent' AND a.administrator), FALSE),
       EXISTS (SELECT FROM sharing_treating_doctor
               WHERE person_id = %s AND professional_id = %s),
       EXISTS (SELECT FROM sharing_representation
               WHERE person_id = %s AND representative_id = %s AND until > %s
                 AND certified_at IS NOT NULL AND ended_at IS NULL)
FROM sharing_authorization a
WHERE a.person_id = %s AND (a.until IS NULL OR a.until > %s)
  AND ((a.subject = 'P' AND a.subject_id = %s) OR (a.subject = 'O' AND a.subject_id = %s))
"""


def standing(person_id: int, actor: Actor) -> Standing:
    """Return the standing of ``actor`` towards the record (one statement)."""
    professional = actor.actor_id if actor.kind is ActorKind.PROFESSIONAL else 0
    person = actor.actor_id if actor.kind is ActorKind.PERSON else 0
    found = row(
        _STANDING,
        [
            *(person_id, person_id, professional, person_id, person, clock.today()),
            *(person_id, clock.now(), professional, actor.organization_id),
        ],
    )
    assert found is not None  # noqa: S101 - an aggregate always gives a row
    columns: tuple[Any, ...] = (*found, person == person_id)
    return Standing(*columns)


def facts(person_id: int, actor: Actor, action: Action) -> Facts:
    """Return what the policy asks about the record as a whole."""
    known = standing(person_id, actor)
    return Facts(
        action,
        actor,
        record_open=known.state in OPEN_STATES,
        archived=known.state in ARCHIVED_STATES,
        # Whoever signs in as somebody who died is not they.
        holder=known.holder and known.state != DECEASED,
        represents=known.represents,
        consent=known.consent,
        team_consent=known.team_consent,
        blocked=known.blocked,
        treating_doctor=known.treating_doctor,
        administrator=known.administrator,
        treating_doctor_sees=TreatingDoctorSees(settings.TREATING_DOCTOR_SEES_HIDDEN),
    )
