"""Monthly partitions of the trace, made ahead of time.

What falls outside them goes to the default partition, so that no event is ever refused; making
that month's partition later moves its rows there.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from carnet.base import clock
from carnet.base.database import execute, row

_ensured: date | None = None
AHEAD = 3  # months; the worker runs each day, so a stopped worker leaves three months


def ensure_partitions(month: date) -> bool:
    """Make the partition of ``month`` (in UTC) unless it exists; tell whether it was made."""
    first, after = _first_day(month, 0), _first_day(month, 1)
    name = f"journal_event_{first:%Y_%m}"
    if row("SELECT to_regclass(%s)", [name]) != (None,):
        return False
    # Inserts keep the freshest pages summarised, or the sealer would read the month each time.
    execute(
        f"CREATE TABLE {name} (LIKE journal_event INCLUDING DEFAULTS)"
        " WITH (autovacuum_vacuum_insert_scale_factor = 0.02)"
    )
    bounds = f"FROM ('{first.isoformat()}') TO ('{after.isoformat()}')"
    execute(
        f"WITH moved AS (DELETE FROM journal_event_default WHERE at >= '{first.isoformat()}'"
        f" AND at < '{after.isoformat()}' RETURNING *) INSERT INTO {name} SELECT * FROM moved"
    )
    execute(f"ALTER TABLE journal_event ATTACH PARTITION {name} FOR VALUES {bounds}")
    return True


def ensure() -> None:
    """Look at the partitions once a day; the worker calls this at each of its rounds."""
    global _ensured
    if _ensured != (today := clock.now().date()):
        ensure_ahead()
        _ensured = today


def ensure_ahead() -> int:
    """Make the partitions of last month, this month and the next ones; tell how many were made."""
    today = clock.now().date()
    return sum(ensure_partitions(_first_day(today, shift).date()) for shift in range(-1, AHEAD + 1))


def _first_day(day: date, shift: int) -> datetime:
    months = day.year * 12 + day.month - 1 + shift
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)
