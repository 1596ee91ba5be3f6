"""The second legal representative of a child: invited by the first, who learns nothing from it."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, outbox
from carnet.base.database import execute, row
from carnet.journal.events import EventKind, record
from carnet.sharing import asking
from carnet.sharing.families import attachment
from carnet.sharing.matching import Named, match
from carnet.sharing.problems import AlreadyInvited, FamilyComplete, NotTheFirst, NotWaiting
from carnet.sharing.representation import certified_by, tell_each
from carnet.sharing.scopes import invitation_hash, majority_hash

_EXPIRE = """
UPDATE sharing_representative_invitation SET answer = 'expired'
WHERE person_id = %s AND answer = 'pending' AND expires_at <= %s
"""
_INVITE = """
INSERT INTO sharing_representative_invitation
  (person_id, invitation_no, inviter_id, invited_id, named, answer, invited_at, expires_at)
SELECT %s, 1 + coalesce(max(invitation_no), 0), %s, %s::bigint, %s, 'pending', %s, %s
FROM sharing_representative_invitation WHERE person_id = %s
ON CONFLICT DO NOTHING RETURNING invitation_no
"""
_ANSWER = """
UPDATE sharing_representative_invitation SET answer = %s, answered_at = %s
WHERE person_id = %s AND invitation_no = %s AND {who} = %s AND answer = 'pending'
  AND expires_at > %s RETURNING inviter_id
"""
_BY_INVITED, _BY_INVITER = _ANSWER.format(who="invited_id"), _ANSWER.format(who="inviter_id")
_REPRESENT = """
INSERT INTO sharing_representation AS r
  (person_id, representative_id, rank, since, until, certified_at)
SELECT person_id, %s, 2, %s, until, %s FROM sharing_representation
WHERE person_id = %s AND representative_id = %s AND ended_at IS NULL AND until > %s
  AND certified_at IS NOT NULL
ON CONFLICT (person_id, representative_id) DO UPDATE
SET certified_at = excluded.certified_at WHERE r.ended_at IS NULL AND r.denied_at IS NULL
RETURNING until
"""


def invite(person_id: int, actor: Actor, named: Named) -> None:
    """Invite the second representative of a child. Nothing tells whether they exist.

    Raises SharingRefused, NotTheFirst, FamilyComplete, AlreadyInvited.
    """
    decision = asking.allowed(person_id, actor)
    _first(person_id, actor.actor_id)
    found = match(named)
    invited = found.person_id if found else None
    with transaction.atomic():
        if invited in _room(person_id):
            invited = None
        execute(_EXPIRE, [person_id, clock.now()])
        detail = _write(person_id, actor.actor_id, invited, named)
        record(EventKind.REPRESENTATIVE_INVITED, person_id, actor, decision=decision, detail=detail)
        if invited:
            outbox.put(invited, "family.invited")


def withdraw_invitation(person_id: int, invitation_no: int, inviter_id: int) -> None:
    """Take back an invitation that waits. Raises NotWaiting."""
    actor = Actor(ActorKind.PERSON, inviter_id)
    with transaction.atomic():
        _answer(_BY_INVITER, "withdrawn", person_id, invitation_no, inviter_id)
        detail = {"invitation": invitation_no}
        record(EventKind.INVITATION_WITHDRAWN, person_id, actor, detail=detail)


def accept_invitation(person_id: int, invitation_no: int, invited_id: int) -> None:
    """Certify being the second representative, and become it.

    Raises NotWaiting, FamilyComplete; NotTheFirst when the first one is no longer there.
    """
    actor, now = Actor(ActorKind.PERSON, invited_id), clock.now()
    with transaction.atomic():
        others = _room(person_id)
        inviter_id = _answer(_BY_INVITED, "accepted", person_id, invitation_no, invited_id)
        asked = [invited_id, now, now, person_id, inviter_id, clock.today()]
        represented = row(_REPRESENT, asked)
        if represented is None:
            raise NotTheFirst
        which = {"invitation": invitation_no}
        record(EventKind.INVITATION_ACCEPTED, person_id, actor, detail=which)
        until = {"until": majority_hash(person_id, represented[0])}
        record(EventKind.REPRESENTATION_CERTIFIED, person_id, actor, detail=until)
        tell_each([*others, invited_id], "NOUVEAU_RL")


def refuse_invitation(person_id: int, invitation_no: int, invited_id: int) -> None:
    """Say no to an invitation. Raises NotWaiting."""
    actor = Actor(ActorKind.PERSON, invited_id)
    with transaction.atomic():
        inviter_id = _answer(_BY_INVITED, "refused", person_id, invitation_no, invited_id)
        detail = {"invitation": invitation_no}
        record(EventKind.INVITATION_REFUSED, person_id, actor, detail=detail)
        tell_each([inviter_id], "REPONSE_INVITATION_RL")


def _first(person_id: int, representative_id: int) -> None:
    """Only the attached parent invites: the second one never chooses the others."""
    known = attachment(person_id, representative_id)
    if known is None or not known.certified or known.rank != 1:
        raise NotTheFirst


def _room(person_id: int) -> list[int]:
    """Those who represent the child, locked; raises FamilyComplete when no other may come."""
    present = certified_by(person_id)
    if len(present) >= settings.REPRESENTATIVES_MAX:
        raise FamilyComplete
    return present


def _write(person_id: int, inviter_id: int, invited: int | None, named: Named) -> dict[str, object]:
    """Write the invitation; return what the trace tells of it. Raises AlreadyInvited."""
    now = clock.now()
    until = now + settings.REPRESENTATIVE_INVITATION
    asked = [person_id, inviter_id, invited, named.words, now, until, person_id]
    found = row(_INVITE, asked)
    if found is None:
        raise AlreadyInvited
    number = int(found[0])
    whom = invitation_hash(person_id, number, inviter_id, invited, now)
    return {"invitation": number, "whom": whom}


def _answer(
    statement: str, answer: str, person_id: int, invitation_no: int, by_person_id: int
) -> int:
    now = clock.now()
    found = row(statement, [answer, now, person_id, invitation_no, by_person_id, now])
    if found is None:
        raise NotWaiting
    return int(found[0])
