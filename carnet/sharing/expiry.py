"""Consents that end by themselves: the day they say, nothing more is read; then the row goes."""

from __future__ import annotations

from django.db import transaction

from carnet.access.facts import Actor, ActorKind, Purpose
from carnet.base import clock, outbox
from carnet.base.database import row, rows
from carnet.journal.events import EventKind, record
from carnet.sharing import consultations
from carnet.sharing.models import Subject
from carnet.sharing.named import Named

_DUE = """
SELECT person_id, subject, subject_id FROM sharing_authorization
WHERE until <= %s ORDER BY until LIMIT %s
"""
_END = """
DELETE FROM sharing_authorization
WHERE person_id = %s AND subject = %s AND subject_id = %s AND effect = 'consent' AND until <= %s
RETURNING secret_from_representatives
"""


def run(limit: int = 1000) -> int:
    """End the consents whose time is over (a timer); return how many."""
    due = rows(_DUE, [clock.now(), limit])
    return sum(end(person_id, Named(*subject)) for person_id, *subject in due)


def end(person_id: int, named: Named) -> bool:
    """End one consent that is over, and tell of it; False when there is none any more."""
    with transaction.atomic():
        found = row(_END, [person_id, *named, clock.now()])
        if found is None:
            return False
        (secret,) = found
        timer = Actor(ActorKind.SYSTEM, purpose=Purpose.SECRET if secret else Purpose.NORMAL)
        record(EventKind.CONSENT_EXPIRED, person_id, timer, detail=named.detail)
        professional = named.subject_id if named.subject == Subject.PROFESSIONAL else None
        if professional:
            consultations.forget(person_id, professional, secret=secret)
        outbox.put(person_id, "record.consent_ended", professional_id=professional, secret=secret)
    return True
