"""The clock that the whole house reads, so that tests and simulations can move time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

# As documents of this country name them.
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
LEGAL_ZONE = ZoneInfo("Europe/Paris")
_shift = timedelta()


def now() -> datetime:
    """The present moment, in UTC, aware."""
    return datetime.now(UTC) + _shift


def today() -> date:
    """The present day where the law counts days (Europe/Paris)."""
    return _legal_day(int(now().timestamp()) // 3600)


def midnight() -> datetime:
    """When the present day began where the law counts days."""
    return datetime.combine(today(), time(), LEGAL_ZONE)


@lru_cache(64)  # a day changes on the hour, and a nation's file asks at each line
def _legal_day(hour: int) -> date:
    return datetime.fromtimestamp(hour * 3600, LEGAL_ZONE).date()


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
