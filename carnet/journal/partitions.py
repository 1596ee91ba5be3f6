"""Monthly partitions of the trace, made ahead of time.

What falls outside them goes to the default partition, so that no event is ever refused; making
that month's partition later moves its rows there.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from carnet.base import clock
from carnet.base.database import row

_ensured: date | None = None
AHEAD = 3  # months; the worker runs each day, so a stopped worker leaves three months


# The worker's role owns no table: this function, and it alone, acts for their owner.
# Inserts keep the freshest pages summarised, or the sealer would read the month each time.
FUNCTION = """
CREATE OR REPLACE FUNCTION journal_make_partition(month date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    first date := date_trunc('month', month);
    after date := first + interval '1 month';
    name text := 'journal_event_' || to_char(first, 'YYYY_MM');
BEGIN
    IF to_regclass(name) IS NOT NULL THEN RETURN FALSE; END IF;
    EXECUTE format('CREATE TABLE %I (LIKE journal_event INCLUDING DEFAULTS)'
                   ' WITH (autovacuum_vacuum_insert_scale_factor = 0.02)', name);
    EXECUTE format('WITH moved AS (DELETE FROM journal_event_default'
                   ' WHERE at >= %L AND at < %L RETURNING *)'
                   ' INSERT INTO %I SELECT * FROM moved', first, after, name);
    EXECUTE format('ALTER TABLE journal_event ATTACH PARTITION %I'
                   ' FOR VALUES FROM (%L) TO (%L)', name, first, after);
    RETURN TRUE;
END $$
"""


def ensure_partitions(month: date) -> bool:
    """Make the partition of ``month`` (in UTC) unless it exists; tell whether it was made."""
    return row("SELECT journal_make_partition(%s)", [month]) == (True,)


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
