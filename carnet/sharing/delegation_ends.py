"""Delegations that end by themselves: by time, with the record, with a death."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, outbox
from carnet.base.database import rows
from carnet.journal.events import EventKind, record
from carnet.sharing import delegation_news

_SYSTEM = Actor(ActorKind.SYSTEM)
_PLACE = "(person_id, delegation_no)"
_EXPIRE = f"""
UPDATE sharing_delegation SET answer = 'expired', answered_at = %s WHERE answer = 'pending'
  AND {_PLACE} IN (SELECT person_id, delegation_no FROM sharing_delegation
                   WHERE answer = 'pending' AND expires_at <= %s ORDER BY expires_at LIMIT 1
                   FOR UPDATE SKIP LOCKED)
RETURNING person_id, delegation_no, caregiver_id
"""
_OVER = f"""
UPDATE sharing_delegation SET ended_at = %s WHERE ended_at IS NULL
  AND {_PLACE} IN (SELECT person_id, delegation_no FROM sharing_delegation
                   WHERE answer = 'accepted' AND ended_at IS NULL AND until < %s
                   ORDER BY until LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING person_id, delegation_no, caregiver_id
"""
_OF = "%s IN (person_id, caregiver_id)"
_LOSE = f"""
UPDATE sharing_delegation SET ended_at = %s
WHERE {_OF} AND answer = 'accepted' AND ended_at IS NULL
RETURNING person_id, delegation_no, caregiver_id
"""
_DROP = f"""
UPDATE sharing_delegation SET answer = 'withdrawn', answered_at = %s
WHERE {_OF} AND answer = 'pending' RETURNING person_id, delegation_no, caregiver_id
"""


def run(limit: int = 1000) -> int:
    """Expire the offers and end the delegations whose time is over (a timer); how many."""
    return sum(_expire(limit)) + sum(_end(limit))


@outbox.consumer("record.ended")
def record_ended(person_id: int) -> None:
    """A record that closed, or whose holder died, has no caregiver; its holder is none either."""
    asked = [clock.now(), person_id]
    for holder_id, number, caregiver_id in rows(_LOSE, asked):
        _journal(EventKind.DELEGATION_ENDED, holder_id, number, person=caregiver_id)
        delegation_news.over(holder_id, caregiver_id)
    for holder_id, number, caregiver_id in rows(_DROP, asked):
        _journal(EventKind.DELEGATION_WITHDRAWN, holder_id, number)
        delegation_news.withdrawn(holder_id, caregiver_id)


def _expire(limit: int) -> Iterator[int]:
    for _ in range(limit):
        with transaction.atomic():
            now = clock.now()
            found = rows(_EXPIRE, [now, now])
            for person_id, number, caregiver_id in found:
                _journal(EventKind.DELEGATION_EXPIRED, person_id, number)
                delegation_news.expired(person_id, caregiver_id)
        if not found:
            return
        yield 1


def _end(limit: int) -> Iterator[int]:
    for _ in range(limit):
        with transaction.atomic():
            found = rows(_OVER, [clock.now(), clock.today()])
            for person_id, number, caregiver_id in found:
                _journal(EventKind.DELEGATION_ENDED, person_id, number, person=caregiver_id)
                delegation_news.over(person_id, caregiver_id)
        if not found:
            return
        yield 1


def _journal(kind: EventKind, person_id: int, number: int, **more: int) -> None:
    record(kind, person_id, _SYSTEM, detail={**more, "delegation": number})
