"""The clock that the whole house reads, so that tests and simulations can move time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LEGAL_ZONE = ZoneInfo("Europe/Paris")
_shift = timedelta()


def now() -> datetime:
    """The present moment, in UTC, aware."""
    return datetime.now(UTC) + _shift


def today() -> date:
    """The present day where the law counts days (Europe/Paris)."""
    return _legal_day(now().replace(minute=0, second=0, microsecond=0))


@lru_cache(64)  # a day changes on the hour, and a nation's file asks at each line
def _legal_day(hour: datetime) -> date:
    return hour.astimezone(LEGAL_ZONE).date()


@contextlib.contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Inside the block, the house lives ``by`` later (or earlier, when negative)."""
    global _shift
    before = _shift
    _shift = before + by
    try:
        yield
    finally:
        _shift = before
