"""Dates of FHIR: written from the house's times, read as the period that their precision means."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from carnet.base.clock import LEGAL_ZONE

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MONTHS = 12
Span = tuple[datetime, datetime]  # from (included), to (excluded)


def written(moment: datetime) -> str:
    """An instant as FHIR writes it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def span(text: str) -> Span:
    """The period that a FHIR date or instant covers; ValueError when it is neither."""
    if _INSTANT.fullmatch(text):
        moment = datetime.fromisoformat(text)
        fine = text.count(":") > (1 if text.endswith("Z") else 2)
        return moment, moment + (timedelta(seconds=1) if fine else timedelta(minutes=1))
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    first, after = _days([int(part) for part in text.split("-")])
    return _midnight(first), _midnight(after)


def _days(parts: list[int]) -> tuple[date, date]:
    year, month, day = [*parts, 1, 1][:3]
    first = date(year, month, day)
    if len(parts) == 1:
        return first, date(year + 1, 1, 1)
    if len(parts) == 2:  # noqa: PLR2004
        return first, date(year + month // _MONTHS, month % _MONTHS + 1, 1)
    return first, first + timedelta(days=1)


def _midnight(day: date) -> datetime:
    # A day without a zone is a day where the law counts days.
    return datetime.combine(day, time(), LEGAL_ZONE)
