"""Entering a record in an emergency: begun once, told at once, over at its hour, then reviewed.

The policy says who may (carnet.access.rules, 4 to 9); this keeps who did, why and until when. What
is written of it, on either side, is sealed under the person's own key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from carnet.access.decide import Decision
from carnet.access.facts import Actor
from carnet.base import clock, outbox
from carnet.base.database import row, rows
from carnet.base.ids import blind
from carnet.journal.events import EventKind, record
from carnet.sharing.scopes import row_hash
from carnet.vault import personal


@dataclass(frozen=True, slots=True)
class Access:
    """One entry in an emergency. ``finding``: empty until reviewed, justified or unjustified."""

    person_id: int
    access_no: int
    professional_id: int
    organization_id: int
    purpose: int  # carnet.access.facts.Purpose
    reason: str
    at: datetime
    until: datetime
    reviewed_at: datetime | None
    finding: str
    remark: str


COLUMNS = (
    "person_id, access_no, professional_id, organization_id, purpose, reason, at, until,"
    " reviewed_at, finding, remark"
)
_LAST = """
SELECT at, until FROM sharing_emergency_access
WHERE person_id = %s AND professional_id = %s AND organization_id = %s AND purpose = %s
ORDER BY access_no DESC LIMIT 1
"""
_NEXT = "SELECT 1 + coalesce(max(access_no), 0) FROM sharing_emergency_access WHERE person_id = %s"
# Two entries at once: the second finds the first there, or its number taken, and is told so.
_BEGIN = """
INSERT INTO sharing_emergency_access (person_id, access_no, professional_id, organization_id,
                                      purpose, reason, at, until, finding)
SELECT %s, %s, %s, %s, %s, %s, %s, %s, ''
WHERE NOT EXISTS (SELECT FROM sharing_emergency_access
                  WHERE person_id = %s AND professional_id = %s AND organization_id = %s
                    AND purpose = %s AND at <= %s AND until > %s)
ON CONFLICT DO NOTHING RETURNING access_no
"""
_DOCTOR = """
SELECT professional_id FROM sharing_treating_doctor t
WHERE person_id = %s AND professional_id <> %s AND NOT EXISTS (
  SELECT FROM sharing_authorization a WHERE a.person_id = t.person_id AND a.subject = 'P'
    AND a.subject_id = t.professional_id AND a.effect = 'blocked')
"""


def enter(person_id: int, actor: Actor, decision: Decision) -> None:
    """Begin an emergency access, or go on with the one that lasts; the person is told of the first.

    Once it is over, the policy asks for a reason given since (rule 9, ``emergency_over``). A clock
    that goes back ends nothing: whoever then asks begins again.
    """
    while True:
        now = clock.now()
        last = row(_LAST, [person_id, *_who(actor)])
        if last and last[0] <= now < last[1]:
            return
        if _begin(person_id, actor, decision, now):
            return


def accesses(person_id: int, limit: int = 50) -> list[Access]:
    """The entries in an emergency into one record, newest first."""
    found = rows(
        f"SELECT {COLUMNS} FROM sharing_emergency_access"
        " WHERE person_id = %s ORDER BY access_no DESC LIMIT %s",
        [person_id, limit],
    )
    return [view(line) for line in found]


def view(line: Sequence[Any]) -> Access:
    """One row of ``COLUMNS``, its words opened; raises KeyDestroyed once nothing may read them."""
    kept = Access(*line)
    words: list[Any] = [kept.reason, kept.remark]
    reason, remark = (
        _opened(kept.person_id, kept.access_no, side, each)
        for side, each in zip((b"reason", b"remark"), words, strict=True)
    )
    return replace(kept, reason=reason, remark=remark)


def sealed(person_id: int, access_no: int, side: bytes, words: str) -> bytes | None:
    """What is kept of a ``reason`` or a ``remark``; nothing of an empty one."""
    aad = b"emergency.%s.%d" % (side, access_no)
    return personal.seal(person_id, words.encode(), aad) if words else None


def digest(reason: str) -> str:
    """What the trace keeps of a reason: enough to see that it was not changed since.

    Keyed: the trace outlives the person's key, and the reasons that doctors write can be guessed.
    """
    return blind("emergency.reason", reason).hex()


def _begin(person_id: int, actor: Actor, decision: Decision, now: datetime) -> bool:
    who, until = _who(actor), now + settings.EMERGENCY_ACCESS
    with transaction.atomic():
        found = row(_NEXT, [person_id])
        number = int(found[0]) if found else 1
        reason = sealed(person_id, number, b"reason", actor.reason)
        asked = [person_id, number, *who, reason, now, until, person_id, *who, now, now]
        if row(_BEGIN, asked) is None:
            return False
        bound = row_hash("access", person_id, number, *who, reason, now, until)
        detail = {"access": number, "reason": digest(actor.reason), "row": bound}
        record(EventKind.EMERGENCY_ENTERED, person_id, actor, decision=decision, detail=detail)
        doctor = row(_DOCTOR, [person_id, actor.actor_id])
        outbox.put(
            person_id, "record.emergency", professional_id=actor.actor_id,
            organization_id=actor.organization_id, doctor_id=doctor[0] if doctor else None,
        )  # fmt: skip
    return True


def _who(actor: Actor) -> tuple[int, int, int]:
    return actor.actor_id, actor.organization_id, int(actor.purpose)


def _opened(person_id: int, access_no: int, side: bytes, kept: bytes | None) -> str:
    if kept is None:
        return ""
    return personal.unseal(person_id, kept, b"emergency.%s.%d" % (side, access_no)).decode()
