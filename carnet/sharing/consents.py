"""Consents to read and blocks: each changes one standing and writes one journal event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from carnet.access.decide import Decision
from carnet.access.facts import Action, Actor, ActorKind, Purpose
from carnet.base import clock, outbox
from carnet.base.database import execute, row
from carnet.journal.events import EventKind, record
from carnet.sharing import consultations, expiry
from carnet.sharing.asking import allowed, allowed_to_the_person, refuse
from carnet.sharing.models import ConsentMode, Effect, Subject
from carnet.sharing.named import Named, name, own

_KNOWN = """
SELECT effect, secret_from_representatives, until IS NULL OR until > %s FROM sharing_authorization
WHERE person_id = %s AND subject = %s AND subject_id = %s FOR UPDATE
"""
# A professional never overwrites a block, even one that comes between question and answer.
_CONSENT = """
INSERT INTO sharing_authorization AS a (person_id, subject, subject_id, effect, mode,
  recorded_by_professional_id, administrator, since, until, secret_from_representatives)
VALUES (%s, %s, %s, 'consent', %s, %s, FALSE, %s, %s, %s)
ON CONFLICT (person_id, subject, subject_id) DO UPDATE
SET effect = 'consent', mode = excluded.mode, since = excluded.since, until = excluded.until,
    recorded_by_professional_id = excluded.recorded_by_professional_id,
    administrator = a.administrator AND a.effect = 'consent'
      AND (a.until IS NULL OR a.until > excluded.since),
    secret_from_representatives = excluded.secret_from_representatives
WHERE a.effect = 'consent' OR excluded.recorded_by_professional_id IS NULL
"""
_BLOCK = """
INSERT INTO sharing_authorization (person_id, subject, subject_id, effect, mode,
                                   recorded_by_professional_id, administrator, since, until)
VALUES (%s, %s, %s, 'blocked', %s, %s, FALSE, %s, NULL)
ON CONFLICT (person_id, subject, subject_id) DO UPDATE
SET effect = 'blocked', mode = excluded.mode, administrator = FALSE, since = excluded.since,
    recorded_by_professional_id = excluded.recorded_by_professional_id, until = NULL,
    secret_from_representatives = FALSE
"""
# A representative ends nothing that they may not know of.
_DELETE = """
DELETE FROM sharing_authorization
WHERE person_id = %s AND subject = %s AND subject_id = %s AND effect = %s
  AND NOT (secret_from_representatives AND %s)
RETURNING secret_from_representatives
"""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the person agreed to: who may read, how it was said, when it ends by itself."""

    named: Named
    mode: str = "oral"  # carnet.sharing.models.ConsentMode
    until: datetime | None = None

    @property
    def detail(self) -> dict[str, object]:
        """As the journal says it."""
        end = {"until": self.until.isoformat()} if self.until else {}
        return {**self.named.detail, "mode": self.mode, **end}


def record_consent(
    person_id: int,
    actor: Actor,
    *,
    professional_id: int | None = None,
    organization_id: int | None = None,
    mode: str = "oral",
    until: datetime | None = None,
) -> None:
    """Record that the person agreed to be read by a professional or by a structure's team.

    A professional records it for themself or for their structure only. ``until``: when it ends by
    itself; ValueError when that is over. Raises SharingRefused, also when the professional or
    structure is blocked: only the person can lift that.
    """
    agreed = Agreement(name(professional_id, organization_id), ConsentMode(mode).value, until)
    decision = allowed(person_id, actor)
    if actor.kind is ActorKind.PROFESSIONAL and agreed.named not in own(actor):
        refuse(person_id, actor, decision.given(action=Action.GOVERN))
    with transaction.atomic():
        written = write(person_id, actor, agreed, decision)
    if not written:
        refuse(person_id, actor, decision.given(blocked=True))


def write(person_id: int, actor: Actor, agreed: Agreement, decision: Decision) -> bool:
    """Write a consent and its event in the current transaction; False when a block is there.

    What the representatives see of an agreement is not touched by a « connexion secrète ».
    """
    now, named, secret = clock.now(), agreed.named, actor.purpose is Purpose.SECRET
    if agreed.until is not None and agreed.until <= now:
        raise ValueError("a consent ends after it begins")
    known = row(_KNOWN, [now, person_id, *named])
    if secret and known == (Effect.CONSENT, False, False):
        expiry.end(person_id, named)  # they are told of the end of theirs, as ever
    recorder = actor.actor_id if actor.kind is ActorKind.PROFESSIONAL else None
    if not (secret and known == (Effect.CONSENT, False, True)):
        asked = [person_id, *named, agreed.mode, recorder, now, agreed.until, secret]
        if not execute(_CONSENT, asked):
            return False
    kind = EventKind.CONSENT_RECORDED
    record(kind, person_id, actor, decision=decision, detail=agreed.detail)
    if recorder:
        consultations.tell_once(person_id, actor)
    return True


def block(
    person_id: int,
    actor: Actor,
    *,
    professional_id: int | None = None,
    organization_id: int | None = None,
) -> None:
    """Forbid reading, also in advance; a consent that was there ends. Raises SharingRefused.

    A professional whom the person chose as administrator does it at their request: they are told.
    """
    named = name(professional_id, organization_id)
    decision = allowed(person_id, actor, Action.BLOCK)
    by = actor.actor_id if actor.kind is ActorKind.PROFESSIONAL else None
    # A block shows in the lists of the representatives, where a secret session leaves nothing.
    if by and (actor.purpose is not Purpose.NORMAL or named in own(actor)):
        refuse(person_id, actor, decision.given(action=Action.GOVERN), Action.BLOCK)
    mode = ConsentMode.ORAL if by else ConsentMode.ONLINE
    with transaction.atomic():
        execute(_BLOCK, [person_id, *named, mode.value, by, clock.now()])
        record(EventKind.BLOCKED, person_id, actor, decision=decision, detail=named.detail)
        if by:
            outbox.put(person_id, "record.blocked", professional_id=by)


def unblock(
    person_id: int,
    actor: Actor,
    *,
    professional_id: int | None = None,
    organization_id: int | None = None,
) -> None:
    """Lift a block: the row goes, so reading needs a new consent. Raises SharingRefused."""
    named = name(professional_id, organization_id)
    decision = allowed_to_the_person(person_id, actor, Action.BLOCK)
    with transaction.atomic():
        if _delete(person_id, actor, named, Effect.BLOCKED) is not None:
            record(EventKind.UNBLOCKED, person_id, actor, decision=decision, detail=named.detail)


def withdraw_consent(
    person_id: int,
    actor: Actor,
    *,
    professional_id: int | None = None,
    organization_id: int | None = None,
) -> None:
    """End a consent without blocking; a professional only gives up their own. SharingRefused."""
    named = name(professional_id, organization_id)
    decision = allowed(person_id, actor)
    if actor.kind is ActorKind.PROFESSIONAL and named != (Subject.PROFESSIONAL, actor.actor_id):
        refuse(person_id, actor, decision.given(action=Action.GOVERN))
    with transaction.atomic():
        secret = _delete(person_id, actor, named, Effect.CONSENT)
        if secret is not None:
            unseen = replace(actor, purpose=Purpose.SECRET) if secret else actor
            record(
                EventKind.CONSENT_WITHDRAWN,
                person_id,
                unseen,
                decision=decision,
                detail=named.detail,
            )


def _delete(person_id: int, actor: Actor, named: Named, effect: Effect) -> bool | None:
    """Whether what went was secret from the representatives; None when nothing went."""
    of_another = actor.kind is ActorKind.PERSON and actor.actor_id != person_id
    found = row(_DELETE, [person_id, *named, effect, of_another])
    if found is None:
        return None
    if named.subject is Subject.PROFESSIONAL:
        consultations.forget(person_id, named.subject_id, secret=found[0])
    return bool(found[0])
