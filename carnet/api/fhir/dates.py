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


def from_hl7(text: str) -> str:
    """``YYYYMMDD`` or ``YYYYMMDDhhmmss`` (UTC) of a document's header, as FHIR writes it."""
    days = "-".join(part for part in (text[:4], text[4:6], text[6:8]) if part)
    clock = text[8:14]
    if not clock:
        return days
    return f"{days}T{clock[:2]}:{clock[2:4] or '00'}:{clock[4:6] or '00'}Z"


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
