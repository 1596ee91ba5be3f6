"""The archive of a closed record: its key goes under the master of the year, and comes back.

A consumer of the outbox, for the key store is outside the database: the state is durable first,
and the key follows it, as often as needed. Under either master the key opens the same bytes, so
nothing is lost between the two; the master of a year is destroyed only once no key needs it.
"""

from __future__ import annotations

from datetime import datetime

import structlog

from carnet.base import clock, outbox
from carnet.base.clock import LEGAL_ZONE
from carnet.records import states
from carnet.records.models import State
from carnet.vault import keys, masters

_log = structlog.get_logger(__name__)


@outbox.consumer("record.key")
def follow(person_id: int) -> None:
    """Wrap the person's key as the state of their record asks, under the lock of the record."""
    kept = states.locked(person_id)
    if kept is None or kept.state is State.DELETED:
        return
    number = year_of(kept.closed_at) if kept.closed_at else masters.ACTIVE
    masters.create(number)
    keys.store().rewrap(person_id, number)


def year_of(closed_at: datetime) -> int:
    """The year of the closing, where the law counts days: the number of its master."""
    return closed_at.astimezone(LEGAL_ZONE).year


def end_years() -> list[int]:
    """Destroy the masters of the years whose every record is at its end; return these years.

    Only a whole year that is past may end: nothing can still be closed in it. Asked of the key
    store, not of the database: whatever a key still needs stays (``MasterNeeded``).
    """
    past = [year for year in masters.closures() if year < clock.today().year]
    needed = keys.store().masters() if past else set()
    ended = [year for year in past if year not in needed]
    for year in ended:
        masters.destroy(year)
        _log.info("archive.ended", year=year)
    return ended
