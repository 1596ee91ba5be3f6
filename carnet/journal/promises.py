"""Gives the receipt of an event that was just written."""

from __future__ import annotations

from carnet.base import clock
from carnet.base.database import look_up
from carnet.journal import receipts
from carnet.journal.events import Named
from carnet.journal.leaves import COLUMNS, Row, leaf, microseconds
from carnet.journal.receipts import Receipt

_EVENT = f"""
SELECT {COLUMNS}, xid, mac FROM journal_event WHERE at = %s AND person_id = %s AND nonce = %s
"""


def promise(event: Named, about: bytes) -> Receipt:
    """Our word that this event, which is about these documents, will be in the log.

    Asked after its transaction: LookupError for one that was rolled back.
    """
    found = next(iter(look_up(_EVENT, event)), None)
    if found is None:
        raise LookupError("this event was not written")
    written = Row._make(found)
    return receipts.give(leaf(written)[0], written.xid, microseconds(clock.now()), about)
