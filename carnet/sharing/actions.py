"""The verbs of sharing: each changes one standing and writes one journal event."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from carnet.access.decide import Decision, refusal
from carnet.access.facts import Actor, ActorKind
from carnet.access.rules import BLOCKED, ONLY_THE_PERSON
from carnet.base import clock, outbox
from carnet.base.database import execute, row
from carnet.journal.events import EventKind, record
from carnet.sharing.asking import allowed, allowed_to_the_person, refuse
from carnet.sharing.emergency import choose as choose_emergency
from carnet.sharing.invitations import (
    accept_invitation,
    invite,
    refuse_invitation,
    withdraw_invitation,
)
from carnet.sharing.models import ConsentMode, Effect, Subject
from carnet.sharing.problems import SharingRefused
from carnet.sharing.representation import (
    certify,
    come_of_age,
    declare_representative,
    deny,
    end_representation,
    restore,
)

__all__ = [
    "SharingRefused",
    "accept_invitation",
    "block",
    "certify",
    "choose_emergency",
    "come_of_age",
    "declare_representative",
    "declare_treating_doctor",
    "deny",
    "end_representation",
    "invite",
    "record_consent",
    "refuse_invitation",
    "restore",
    "unblock",
    "withdraw_consent",
    "withdraw_invitation",
]

_SYSTEM = Actor(ActorKind.SYSTEM)

# A professional never overwrites a block, even one that comes between question and answer.
_CONSENT = """
INSERT INTO sharing_authorization AS a (person_id, subject, subject_id, effect, mode,
                                        recorded_by_professional_id, administrator, since, until)
VALUES (%s, %s, %s, 'consent', %s, %s, FALSE, %s, NULL)
ON CONFLICT (person_id, subject, subject_id) DO UPDATE
SET effect = 'consent', mode = excluded.mode, since = excluded.since, until = NULL,
    recorded_by_professional_id = excluded.recorded_by_professional_id
WHERE a.effect = 'consent' OR excluded.recorded_by_professional_id IS NULL
RETURNING (xmax = 0)
"""

_BLOCK = """
INSERT INTO sharing_authorization (person_id, subject, subject_id, effect, mode,
                                   recorded_by_professional_id, administrator, since, until)
VALUES (%s, %s, %s, 'blocked', 'online', NULL, FALSE, %s, NULL)
ON CONFLICT (person_id, subject, subject_id) DO UPDATE
SET effect = 'blocked', mode = 'online', recorded_by_professional_id = NULL,
    administrator = FALSE, since = excluded.since, until = NULL
"""


def record_consent(
    person_id: int,
    actor: Actor,
    *,
    professional_id: int | None = None,
    organization_id: int | None = None,
    mode: str = "oral",
) -> None:
    """Record that the person agreed to be read by a professional or by a structure's team.

    A professional records it for themself or for their structure only. Raises SharingRefused,
    also when the professional or structure is blocked: only the person can lift that.
    """
    subject = _subject(professional_id, organization_id)
    decision = allowed(person_id, actor)
    recorder = actor.actor_id if actor.kind is ActorKind.PROFESSIONAL else None
    if recorder and subject not in _own_subjects(actor):
        refuse(person_id, actor, refusal(ONLY_THE_PERSON))
    with transaction.atomic():
        told = row(_CONSENT, [person_id, *subject, ConsentMode(mode).value, recorder, clock.now()])
        if told:
            _journal(EventKind.CONSENT_RECORDED, person_id, actor, subject, decision, mode=mode)
        if told == (True,) and recorder:
            outbox.put(person_id, "record.first_access", professional_id=recorder)
    if not told:
        refuse(person_id, actor, refusal(BLOCKED))


def block(
    person_id: int,
    actor: Actor,
    *,
    professional_id: int | None = None,
    organization_id: int | None = None,
) -> None:
    """Forbid reading, also in advance; a consent that was there ends. Raises SharingRefused."""
    subject = _subject(professional_id, organization_id)
    decision = allowed_to_the_person(person_id, actor)
    with transaction.atomic():
        execute(_BLOCK, [person_id, *subject, clock.now()])
        _journal(EventKind.BLOCKED, person_id, actor, subject, decision)


def unblock(
    person_id: int,
    actor: Actor,
    *,
    professional_id: int | None = None,
    organization_id: int | None = None,
) -> None:
    """Lift a block: the row goes, so reading needs a new consent. Raises SharingRefused."""
    subject = _subject(professional_id, organization_id)
    decision = allowed_to_the_person(person_id, actor)
    with transaction.atomic():
        if _delete(person_id, subject, Effect.BLOCKED):
            _journal(EventKind.UNBLOCKED, person_id, actor, subject, decision)


def withdraw_consent(
    person_id: int,
    actor: Actor,
    *,
    professional_id: int | None = None,
    organization_id: int | None = None,
) -> None:
    """End a consent without blocking; a professional only gives up their own. SharingRefused."""
    subject = _subject(professional_id, organization_id)
    decision = allowed(person_id, actor)
    if actor.kind is ActorKind.PROFESSIONAL and subject != (Subject.PROFESSIONAL, actor.actor_id):
        refuse(person_id, actor, refusal(ONLY_THE_PERSON))
    with transaction.atomic():
        if _delete(person_id, subject, Effect.CONSENT):
            _journal(EventKind.CONSENT_WITHDRAWN, person_id, actor, subject, decision)


def declare_treating_doctor(person_id: int, professional_id: int, since: date) -> None:
    """Take the médecin traitant that the insurer declares (one for each person)."""
    with transaction.atomic():
        execute(
            "INSERT INTO sharing_treating_doctor (person_id, professional_id, since)"
            " VALUES (%s, %s, %s) ON CONFLICT (person_id) DO UPDATE"
            " SET professional_id = excluded.professional_id, since = excluded.since",
            [person_id, professional_id, since],
        )
        subject = (Subject.PROFESSIONAL, professional_id)
        _journal(EventKind.TREATING_DOCTOR_DECLARED, person_id, _SYSTEM, subject, None)


def _subject(professional_id: int | None, organization_id: int | None) -> tuple[Subject, int]:
    if (professional_id is None) is (organization_id is None):
        raise ValueError("name one professional or one structure")
    if professional_id is not None:
        return Subject.PROFESSIONAL, professional_id
    assert organization_id is not None  # noqa: S101 - just checked
    return Subject.ORGANIZATION, organization_id


def _own_subjects(actor: Actor) -> set[tuple[Subject, int]]:
    return {
        (Subject.PROFESSIONAL, actor.actor_id),
        (Subject.ORGANIZATION, actor.organization_id),
    }


def _delete(person_id: int, subject: tuple[Subject, int], effect: Effect) -> int:
    return execute(
        "DELETE FROM sharing_authorization"
        " WHERE person_id = %s AND subject = %s AND subject_id = %s AND effect = %s",
        [person_id, *subject, effect],
    )


def _journal(
    kind: EventKind,
    person_id: int,
    actor: Actor,
    subject: tuple[Subject, int],
    decision: Decision | None,
    **more: str,
) -> None:
    key = "professional" if subject[0] is Subject.PROFESSIONAL else "organization"
    record(kind, person_id, actor, decision=decision, detail={key: subject[1], **more})
