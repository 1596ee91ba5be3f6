"""Tells people that something is new: a notice in their centre, an e-mail without content."""

from __future__ import annotations

import uuid

from carnet.base import clock, outbox
from carnet.base.database import execute
from carnet.notify import kinds
from carnet.notify.models import Notice


def tell(
    person_id: int,
    kind: str,
    entry_no: int | None = None,
    professional_id: int | None = None,
    *,
    secret_from_representatives: bool = False,
) -> None:
    """Add a notice to the record's centre and send « Vous avez du nouveau », in this transaction.

    What is kept from the representatives of a minor is neither shown nor announced to them.
    """
    kinds.sentence(kind)
    Notice.objects.create(
        person_id=person_id,
        notice_id=uuid.uuid4(),
        kind=kind,
        at=clock.now(),
        entry_no=entry_no,
        actor_professional_id=professional_id,
        secret_from_representatives=secret_from_representatives,
    )
    # The accounts room knows whom to write to, and consumes this.
    outbox.put(person_id, "notice.told", secret_from_representatives=secret_from_representatives)


def mark_read(
    person_id: int, *, representative: bool = False, notice_id: uuid.UUID | None = None
) -> int:
    """Mark one notice, or all that this reader may see, as read; return how many were new."""
    return execute(
        "UPDATE notify_notice SET read_at = %s WHERE person_id = %s AND read_at IS NULL"
        " AND NOT (secret_from_representatives AND %s)"
        " AND (%s::uuid IS NULL OR notice_id = %s)",
        [clock.now(), person_id, representative, notice_id, notice_id],
    )
