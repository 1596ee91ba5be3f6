"""Notices for professionals: their software asks for them (``GET /fhir/Communication``).

An e-mail to the address of the directory says that one waits, and nothing of whom or what. No door
of the MSSanté is there yet: when one is, it sends the notice itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from carnet.access.facts import Actor
from carnet.base import clock, outbox
from carnet.base.database import execute, row, rows
from carnet.identity import directory
from carnet.journal.events import EventKind, record
from carnet.notify import mail

_INSERT = """
INSERT INTO notify_professional_notice (person_id, notice_id, professional_id, kind, at,
                                        actor_professional_id, organization_id)
SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::int[], %s::text[], %s::timestamptz[],
                     %s::int[], %s::int[])
ON CONFLICT DO NOTHING
"""
# For the médecin traitant: who is so no more, or was blocked since, is told nothing more.
_STILL = """
  EXISTS (SELECT FROM sharing_treating_doctor t
          WHERE t.person_id = n.person_id AND t.professional_id = n.professional_id)
  AND NOT EXISTS (SELECT FROM sharing_authorization a
                  WHERE a.person_id = n.person_id AND a.effect = 'blocked'
                    AND (a.subject, a.subject_id) IN (('P', n.professional_id), ('O', %s)))
"""
_OF_PROFESSIONAL = f"""
SELECT person_id, notice_id, professional_id, kind, at, actor_professional_id, organization_id
FROM notify_professional_notice n
WHERE professional_id = %s AND (%s::timestamptz IS NULL OR at >= %s)
  AND (%s::uuid IS NULL OR notice_id = %s) AND {_STILL}
ORDER BY at DESC, notice_id LIMIT %s
"""
_WAITS = f"""
SELECT 1 FROM notify_professional_notice n
WHERE person_id = %s AND professional_id = %s AND notice_id = %s AND fetched_at IS NULL
  AND {_STILL}
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
    """Keep them for the software of each, and say by e-mail that something waits."""
    if news:
        execute(_INSERT, [list(column) for column in zip(*news, strict=True)])
        outbox.put_many("professional.write", map(_waiting, news))


@outbox.sender("professional.write")
def write(person_id: int, professional_id: int, notice_id: str) -> None:
    """Write to one professional, unless they have it already or are to be told no more of it.

    Whom the directory gives no address, or one that is refused for good, is told by their software.
    """
    known = directory.professional(professional_id)
    if known is None or not known.email:
        return
    place = known.organization_id or 0
    if row(_WAITS, [person_id, professional_id, notice_id, place]) is None:
        return
    with override(settings.LANGUAGE_CODE), suppress(mail.Undeliverable):
        mail.send(known.email, "notify/professional.txt")


def _waiting(one: ForProfessional) -> tuple[int, dict[str, object]]:
    told = {"professional_id": one.professional_id, "notice_id": str(one.notice_id)}
    return one.person_id, told


def fetch(
    actor: Actor,
    *,
    since: datetime | None = None,
    notice_id: uuid.UUID | None = None,
    limit: int = 100,
) -> list[ForProfessional]:
    """What is kept for this professional, newest first; the first time is written in the trace."""
    who = actor.actor_id
    asked = [who, since, since, notice_id, notice_id, actor.organization_id, limit]
    found = [ForProfessional(*line) for line in rows(_OF_PROFESSIONAL, asked)]
    for one in found:
        with transaction.atomic():
            if execute(_FETCHED, [clock.now(), one.person_id, one.notice_id]):
                record(EventKind.DOCTOR_TOLD, one.person_id, actor)
    return found
