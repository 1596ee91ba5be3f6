"""Notices for professionals: their software asks for them (``GET /fhir/Communication``).

No door of the MSSanté is there yet: when one is, it sends these too.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from carnet.access.facts import Actor
from carnet.base import clock
from carnet.base.database import execute, rows
from carnet.journal.events import EventKind, record

_INSERT = """
INSERT INTO notify_professional_notice (person_id, notice_id, professional_id, kind, at,
                                        actor_professional_id, organization_id)
SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::int[], %s::text[], %s::timestamptz[],
                     %s::int[], %s::int[])
ON CONFLICT DO NOTHING
"""
# For the médecin traitant: who is so no more, or was blocked since, is told nothing more.
_OF_PROFESSIONAL = """
SELECT person_id, notice_id, professional_id, kind, at, actor_professional_id, organization_id
FROM notify_professional_notice n
WHERE professional_id = %s AND (%s::timestamptz IS NULL OR at >= %s)
  AND (%s::uuid IS NULL OR notice_id = %s)
  AND EXISTS (SELECT FROM sharing_treating_doctor t
              WHERE t.person_id = n.person_id AND t.professional_id = n.professional_id)
  AND NOT EXISTS (SELECT FROM sharing_authorization a
                  WHERE a.person_id = n.person_id AND a.effect = 'blocked'
                    AND (a.subject, a.subject_id) IN (('P', %s), ('O', %s)))
ORDER BY at DESC, notice_id LIMIT %s
"""
_FETCHED = """
UPDATE notify_professional_notice SET fetched_at = %s
WHERE person_id = %s AND notice_id = %s AND fetched_at IS NULL
"""


class ForProfessional(NamedTuple):
    """Something to tell one professional of one person, as a row of its table."""

    person_id: int
    notice_id: uuid.UUID  # the same when it is told again: it is written once
    professional_id: int  # whom it is for
    kind: str
    at: datetime
    actor_professional_id: int | None = None  # of whom it tells
    organization_id: int | None = None


def tell_all(news: Sequence[ForProfessional]) -> None:
    """Keep them for the software of each."""
    if news:
        execute(_INSERT, [list(column) for column in zip(*news, strict=True)])


def fetch(
    actor: Actor,
    *,
    since: datetime | None = None,
    notice_id: uuid.UUID | None = None,
    limit: int = 100,
) -> list[ForProfessional]:
    """What is kept for this professional, newest first; the first time is written in the trace."""
    who = actor.actor_id
    asked = [who, since, since, notice_id, notice_id, who, actor.organization_id, limit]
    found = [ForProfessional(*line) for line in rows(_OF_PROFESSIONAL, asked)]
    for one in found:
        with transaction.atomic():
            if execute(_FETCHED, [clock.now(), one.person_id, one.notice_id]):
                record(EventKind.DOCTOR_TOLD, one.person_id, actor)
    return found
