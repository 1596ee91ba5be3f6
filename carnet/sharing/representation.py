"""Legal representatives of a minor: attached by the insurer, certified by themselves, ended."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, outbox
from carnet.base.database import execute, row, rows
from carnet.journal.events import EventKind, record
from carnet.sharing.problems import NotAttached
from carnet.sharing.scopes import majority_hash

_SYSTEM = Actor(ActorKind.SYSTEM)
# What a judgment ended is not begun again by the insurer's next file.
_DECLARE = """
INSERT INTO sharing_representation AS r (person_id, representative_id, rank, since, until)
VALUES (%s, %s, %s, %s, %s) ON CONFLICT (person_id, representative_id) DO UPDATE
SET rank = excluded.rank, until = excluded.until
WHERE r.ended_at IS NULL AND (r.rank, r.until) <> (excluded.rank, excluded.until)
RETURNING 1
"""
_FORMER = """
UPDATE sharing_representation SET rank = 2
WHERE person_id = %s AND representative_id <> %s AND rank = 1 AND certified_at IS NOT NULL
"""
_NEVER_CERTIFIED = """
DELETE FROM sharing_representation
WHERE person_id = %s AND representative_id <> %s AND rank = 1 AND certified_at IS NULL
"""
_CHANGE = """
UPDATE sharing_representation SET {change}
WHERE person_id = %s AND representative_id = %s AND ended_at IS NULL AND until > %s AND {when}
RETURNING 1
"""
_CERTIFY = _CHANGE.format(change="certified_at = %s", when="certified_at IS NULL"
                          " AND denied_at IS NULL")  # fmt: skip
_DENY = _CHANGE.format(change="denied_at = %s", when="certified_at IS NULL AND denied_at IS NULL")
_REJECT = _CHANGE.format(change="denied_at = %s, certified_at = NULL", when="denied_at IS NULL")
_RESTORE = _CHANGE.format(change="denied_at = NULL", when="denied_at IS NOT NULL")
_END = _CHANGE.format(change="ended_at = %s", when="TRUE")
_COME_OF_AGE = """
UPDATE sharing_representation SET ended_at = %s
WHERE person_id = %s AND until <= %s AND ended_at IS NULL
RETURNING representative_id, certified_at IS NOT NULL
"""
_CERTIFIED_BY = """
SELECT representative_id FROM sharing_representation
WHERE person_id = %s AND certified_at IS NOT NULL AND ended_at IS NULL AND until > %s
ORDER BY rank, representative_id FOR UPDATE
"""


def declare_representative(
    person_id: int,
    representative_id: int,
    *,
    until: date,
    rank: int = 1,
    certified: bool = False,
) -> None:
    """Take the parent to whom the insurer attaches a child, until the day of majority.

    A former attached parent who certified becomes the second one; who did not is forgotten.
    ``certified``: they said so already (demonstration, tests).
    """
    asked = [person_id, representative_id, rank, clock.now(), until]
    with transaction.atomic():
        if row(_DECLARE, asked):
            told = majority_hash(person_id, until)
            detail = {"representative": representative_id, "until": told}
            record(EventKind.REPRESENTATION_RECORDED, person_id, _SYSTEM, detail=detail)
        if rank == 1:
            execute(_FORMER, [person_id, representative_id])
            execute(_NEVER_CERTIFIED, [person_id, representative_id])
        if certified:
            certify(person_id, representative_id)


def certify(person_id: int, representative_id: int) -> None:
    """« Je suis son représentant légal »: yes. Opens the child's record to them.

    Raises NotAttached, also for one who said no before: the desk alone comes back on it.
    """
    with transaction.atomic():
        others = certified_by(person_id)
        if representative_id in others:
            return
        _change(_CERTIFY, person_id, representative_id, clock.now())
        actor = Actor(ActorKind.PERSON, representative_id)
        record(EventKind.REPRESENTATION_CERTIFIED, person_id, actor)
        tell_each(others, "NOUVEAU_RL")


def deny(person_id: int, representative_id: int) -> None:
    """« Je suis son représentant légal »: no. They may not act for this child. NotAttached."""
    with transaction.atomic():
        _change(_DENY, person_id, representative_id, clock.now())
        actor = Actor(ActorKind.PERSON, representative_id)
        record(EventKind.REPRESENTATION_DENIED, person_id, actor)


def reject(person_id: int, representative_id: int, actor: Actor, reason: str) -> None:
    """They are no legal representative, on a document (desk): as if they had said no. NotAttached.

    What they certified is undone, and they are told.
    """
    with transaction.atomic():
        certified = representative_id in certified_by(person_id)
        _change(_REJECT, person_id, representative_id, clock.now())
        detail = {"representative": representative_id, "reason": reason}
        record(EventKind.REPRESENTATION_REJECTED, person_id, actor, detail=detail)
        if certified:
            tell_each([representative_id], "FIN_REPRESENTATION")


def restore(person_id: int, representative_id: int, actor: Actor, reason: str) -> None:
    """Let an attached parent say again whether they are the representative (desk). NotAttached."""
    with transaction.atomic():
        _change(_RESTORE, person_id, representative_id)
        detail = {"representative": representative_id, "reason": reason}
        record(EventKind.REPRESENTATION_RESTORED, person_id, actor, detail=detail)


def end_representation(person_id: int, representative_id: int, actor: Actor, reason: str) -> None:
    """End a representation on a document, by the desk only: no parent ends the other's.

    ``reason``: the kind of document, in words without any name. Raises NotAttached.
    """
    with transaction.atomic():
        _change(_END, person_id, representative_id, clock.now())
        detail = {"representative": representative_id, "reason": reason}
        record(EventKind.REPRESENTATION_ENDED, person_id, actor, detail=detail)
        tell_each([representative_id], "FIN_REPRESENTATION")


def come_of_age(person_id: int) -> bool:
    """End every representation of somebody who is 18; False when it was done before.

    ``records.actions.come_of_age`` writes that they are.
    """
    with transaction.atomic():
        ended = rows(_COME_OF_AGE, [clock.now(), person_id, clock.today()])
        certified = [representative for representative, certified in ended if certified]
        for representative in certified:
            detail = {"representative": representative, "reason": "majority"}
            record(EventKind.REPRESENTATION_ENDED, person_id, _SYSTEM, detail=detail)
        tell_each(certified, "FIN_REPRESENTATION")
    return bool(ended)


def certified_by(person_id: int) -> list[int]:
    """Who represents this child, locked until the transaction ends."""
    found = rows(_CERTIFIED_BY, [person_id, clock.today()])
    return [representative_id for (representative_id,) in found]


def tell_each(people: list[int], kind: str) -> None:
    """Tell these people in their own centres, without saying of whom: an effect for later."""
    for one in people:
        outbox.put(one, "family.told", notice=kind)


def _change(statement: str, person_id: int, representative_id: int, *values: object) -> None:
    if not row(statement, [*values, person_id, representative_id, clock.today()]):
        raise NotAttached
