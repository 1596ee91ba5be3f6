"""Who waits for the daily message, and of which records; at its hour they are taken, once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.conf import settings

from carnet.base import clock
from carnet.base.clock import LEGAL_ZONE
from carnet.base.database import execute, rows


class Wait(NamedTuple):
    """A row of ``notify_waiting``."""

    person_id: int
    reader_id: int
    since: datetime


_ADD = """
INSERT INTO notify_waiting AS w (person_id, reader_id, since)
SELECT person_id, reader_id, min(since)
FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[]) AS new (person_id, reader_id, since)
GROUP BY person_id, reader_id
ON CONFLICT (person_id, reader_id) DO UPDATE SET since = least(w.since, excluded.since)
"""
# Who was written to today waits for tomorrow: one daily message a day, whatever comes late.
_TAKE = """
DELETE FROM notify_waiting w USING (
  SELECT DISTINCT n.reader_id FROM notify_waiting n
  LEFT JOIN notify_preference p ON p.person_id = n.reader_id
  WHERE n.since < %s AND (p.digest_on IS NULL OR p.digest_on < %s)
  ORDER BY n.reader_id LIMIT %s) due
WHERE w.reader_id = due.reader_id
RETURNING w.person_id, w.reader_id, w.since
"""
_SENT = """
INSERT INTO notify_preference (person_id, digest_on)
SELECT reader_id, %s FROM unnest(%s::bigint[]) AS told (reader_id)
ON CONFLICT (person_id) DO UPDATE SET digest_on = excluded.digest_on
"""


def add(waits: Iterable[Wait]) -> None:
    """Keep for the daily message to come."""
    if found := list(waits):
        execute(_ADD, [list(column) for column in zip(*found, strict=True)])


def take(limit: int) -> list[Wait]:
    """Take what is due, of at most ``limit`` readers, in the current transaction.

    Due: what is older than the last passing of ``DIGEST_HOUR``, for who had none since.
    """
    hour = last_hour(clock.now())
    return [Wait(*line) for line in rows(_TAKE, [hour, _day(hour), limit])]


def told(readers: Iterable[int]) -> None:
    """Note that the daily message of these readers leaves, in the current transaction."""
    execute(_SENT, [_day(last_hour(clock.now())), sorted(readers)])


def last_hour(now: datetime) -> datetime:
    """When ``DIGEST_HOUR`` last struck, in the legal time."""
    local = now.astimezone(LEGAL_ZONE)
    today = datetime.combine(local.date(), time(settings.DIGEST_HOUR), LEGAL_ZONE)
    if local >= today:
        return today
    return datetime.combine(local.date() - timedelta(days=1), today.timetz())


def _day(hour: datetime) -> date:
    return hour.date()
