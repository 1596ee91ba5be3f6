"""The queue of the operator: each entry in an emergency is examined, and the person told."""

from __future__ import annotations

from contextlib import suppress

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, outbox
from carnet.base.database import row, rows
from carnet.base.text import plain
from carnet.journal.events import EventKind, record
from carnet.sharing.emergencies import COLUMNS, Access, sealed, view
from carnet.sharing.problems import NotWaiting
from carnet.sharing.scopes import row_hash
from carnet.vault.problems import KeyDestroyed


class Finding(models.TextChoices):
    """What the operator found of an entry in an emergency."""

    JUSTIFIED = "justified", _("justifié")
    UNJUSTIFIED = "unjustified", _("non justifié")


_WAITING = f"""
SELECT {COLUMNS} FROM sharing_emergency_access
WHERE reviewed_at IS NULL ORDER BY at LIMIT %s
"""
_REVIEW = """
UPDATE sharing_emergency_access SET reviewed_at = %s, finding = %s, remark = %s
WHERE person_id = %s AND access_no = %s AND reviewed_at IS NULL RETURNING professional_id
"""
REMARK = 500  # characters


def to_review(limit: int = 100) -> list[Access]:
    """The entries that nobody examined yet, oldest first.

    Not those of a destroyed record that a restored database brought back (docs/closing.md).
    """
    found = []
    for line in rows(_WAITING, [limit]):
        with suppress(KeyDestroyed):
            found.append(view(line))
    return found


def review(person_id: int, access_no: int, finding: str, remark: str) -> None:
    """Say of one entry whether it was justified, once; the person reads it, remark included.

    Raises NotWaiting when there is none, or it was examined; ValueError.
    """
    found, said = Finding(finding), plain(remark, most=REMARK)
    system = Actor(ActorKind.SYSTEM)
    with transaction.atomic():
        kept = sealed(person_id, access_no, b"remark", said)
        now = clock.now()
        examined = row(_REVIEW, [now, found.value, kept, person_id, access_no])
        if examined is None:
            raise NotWaiting
        bound = row_hash("access.ended", person_id, access_no, now, found.value, kept)
        detail = {"access": access_no, "finding": found.value, "row": bound}
        record(EventKind.EMERGENCY_REVIEWED, person_id, system, detail=detail)
        outbox.put(person_id, "emergency.reviewed", professional_id=examined[0])
