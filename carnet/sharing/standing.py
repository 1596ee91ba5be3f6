"""Where an actor stands towards a record: all that the policy asks, in one statement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from carnet.access import matrix
from carnet.access.conditions import CARERS, EMERGENCIES
from carnet.access.facts import (
    ARCHIVED_STATES,
    DECEASED,
    MAJORITY,
    OPEN_STATES,
    Action,
    Actor,
    ActorKind,
    Facts,
    Purpose,
    TreatingDoctorSees,
)
from carnet.base import clock
from carnet.base.database import row

_NAME = re.compile(r"%\((\w+)\)s")  # hot paths bind by place: carnet.base.pipeline


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one actor stands towards one record, at this moment (words of access.facts)."""

    state: str  # of the record (records.models.State)
    consent: bool = False  # to the professional by name
    team_consent: bool = False  # to the structure from which they act
    blocked: bool = False  # the professional, or the structure from which they act
    administrator: bool = False
    treating_doctor: bool = False
    represents: bool = False
    holder: bool = False
    basis: str = ""  # the consent relied on, by name rather than to the structure
    kept_from: frozenset[int] = frozenset()
    # Asked only in an emergency, and in a « connexion secrète ».
    regulation_admitted: bool = True
    break_glass_admitted: bool = True
    emergency_hidden: bool = False
    emergency_over: bool = False
    minor: bool = False
    delegate: bool = False
    delegated_categories: frozenset[str] | None = frozenset()
    delegate_writes: bool = False
    delegate_sees_hidden: bool = False


# The record's state is read here too: opening a record then costs one round trip.
_STATE = "coalesce((SELECT state FROM records_record WHERE person_id = %(person)s), 'not_created')"
_OF_CARER = f"""
SELECT {_STATE},
       coalesce(bool_or(a.effect = 'consent' AND a.subject = 'P'), FALSE),
       coalesce(bool_or(a.effect = 'consent' AND a.subject = 'O'), FALSE),
       coalesce(bool_or(a.effect = 'blocked'), FALSE),
       coalesce(bool_or(a.effect = 'consent' AND a.subject = 'P' AND a.administrator), FALSE),
       max(a.subject || a.mode || ' ' || (a.since AT TIME ZONE 'Europe/Paris')::date)
         FILTER (WHERE a.effect = 'consent'),
       EXISTS (SELECT FROM sharing_treating_doctor
               WHERE person_id = %(person)s AND professional_id = %(actor)s),
       ARRAY(SELECT entry_no FROM records_kept_from WHERE person_id = %(person)s
             AND ((subject = 'P' AND subject_id = %(actor)s)
               OR (subject = 'O' AND subject_id = %(organization)s))),
       (SELECT ARRAY[regulation, other_professionals, hidden_documents]
        FROM sharing_emergency_choice WHERE %(emergency)s AND person_id = %(person)s),
       coalesce((SELECT until <= %(now)s AND until > %(reason_at)s
                 FROM sharing_emergency_access
                 WHERE %(emergency)s AND person_id = %(person)s AND professional_id = %(actor)s
                   AND organization_id = %(organization)s AND purpose = %(purpose)s
                 ORDER BY access_no DESC LIMIT 1), FALSE),
       EXISTS (SELECT FROM identity_person
               WHERE %(secret)s AND person_id = %(person)s AND birth_date > %(threshold)s)
FROM sharing_authorization a
WHERE a.person_id = %(person)s AND (a.until IS NULL OR a.until > %(now)s)
  AND (%(secret)s OR NOT a.secret_from_representatives)
  AND ((a.subject = 'P' AND a.subject_id = %(actor)s)
    OR (a.subject = 'O' AND a.subject_id = %(organization)s))
"""
_OF_PERSON = f"""
SELECT {_STATE},
       EXISTS (SELECT FROM sharing_representation
               WHERE person_id = %(person)s AND representative_id = %(actor)s
                 AND until > %(today)s AND certified_at IS NOT NULL AND ended_at IS NULL),
       d.delegation_no IS NOT NULL, d.categories, coalesce(d.writes, FALSE),
       coalesce(d.hidden_documents, FALSE)
FROM (SELECT) one LEFT JOIN LATERAL (
  SELECT * FROM sharing_delegation
  WHERE person_id = %(person)s AND caregiver_id = %(actor)s AND answer = 'accepted'
    AND until >= %(today)s AND ended_at IS NULL
  ORDER BY delegation_no DESC LIMIT 1) d ON TRUE
"""
_OF_OTHERS = f"SELECT {_STATE}"


def standing(person_id: int, actor: Actor) -> Standing:
    """Return the standing of ``actor`` towards the record (one statement)."""
    if actor.kind in CARERS:
        return _of_carer(person_id, actor)
    if actor.kind is ActorKind.PERSON:
        return _of_person(person_id, actor)
    return Standing(*_row(_OF_OTHERS, {"person": person_id}))


def _of_carer(person_id: int, actor: Actor) -> Standing:
    today = clock.today()
    state, consent, team, blocked, administrator, basis, doctor, kept, choice, over, minor = _row(
        _OF_CARER,
        {
            "person": person_id,
            "actor": actor.actor_id if actor.kind is ActorKind.PROFESSIONAL else 0,
            "organization": actor.organization_id,
            "emergency": actor.purpose in EMERGENCIES,
            "purpose": int(actor.purpose),
            "reason_at": actor.reason_at,
            "secret": actor.purpose is Purpose.SECRET,
            "threshold": _eighteen_years_before(today),
            "now": clock.now(),
        },
    )
    regulation, others, hidden = choice or (True, True, False)
    return Standing(
        state, consent, team, blocked, administrator, doctor,
        basis=(basis or "")[1:], kept_from=frozenset(kept), minor=minor,
        regulation_admitted=regulation, break_glass_admitted=others, emergency_hidden=hidden,
        emergency_over=over,
    )  # fmt: skip


def _of_person(person_id: int, actor: Actor) -> Standing:
    asked = {"person": person_id, "actor": actor.actor_id, "today": clock.today()}
    state, represents, delegate, categories, writes, hidden = _row(_OF_PERSON, asked)
    every = delegate and categories is None
    return Standing(
        state,
        represents=represents,
        holder=person_id == actor.actor_id,
        delegate=delegate,
        delegated_categories=None if every else frozenset(categories or ()),
        delegate_writes=writes,
        delegate_sees_hidden=hidden,
    )


def _row(statement: str, asked: dict[str, Any]) -> tuple[Any, ...]:
    sql = _NAME.sub("%s", statement)
    found = row(sql, [asked[name] for name in _NAME.findall(statement)])
    assert found is not None  # noqa: S101 - each of the three always gives a row
    return found


def _eighteen_years_before(day: date) -> date:
    """Those born after are minors: on 29 February, as on the 28th."""
    try:
        return day.replace(year=day.year - MAJORITY)
    except ValueError:
        return day.replace(year=day.year - MAJORITY, day=28)


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
        minor=known.minor,
        regulation_admitted=known.regulation_admitted,
        break_glass_admitted=known.break_glass_admitted,
        emergency_hidden=known.emergency_hidden,
        emergency_over=known.emergency_over,
        delegate=known.delegate,
        delegated_categories=known.delegated_categories,
        delegate_writes=known.delegate_writes,
        delegate_sees_hidden=known.delegate_sees_hidden,
        kept_from=known.kept_from,
        basis=known.basis,
        matrix=matrix.in_force(clock.today()),
    )
