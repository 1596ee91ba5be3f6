"""HL7 times of the header as XDS times: UTC, to the precision that was written."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_TIME = re.compile(r"(\d{4}(?:\d\d){0,5})(?:\.\d+)?(Z|[+-]\d+)?", re.ASCII)
_OFFSET = re.compile(r"[+-](?:0\d|1[0-4])[0-5]\d", re.ASCII)
# Where each part stands, and its least value for a time that stops before it.
_FIELDS = (
    (slice(0, 4), 1), (slice(4, 6), 1), (slice(6, 8), 1),
    (slice(8, 10), 0), (slice(10, 12), 0), (slice(12, 14), 0),
)  # fmt: skip
_SECONDS = 14
_LEGAL_ZONE = ZoneInfo("Europe/Paris")


def to_utc(text: str) -> tuple[str, str]:
    """Return an XDS time and what to say of it (nothing when all is well); ValueError if none.

    To the second: ``YYYYMMDDhhmmss`` in UTC. Its offset missing or malformed (``+100``), it is
    taken as Paris time and flagged. Coarser times stay as written, without their offset: that
    is what the producers' reference mapping gives (a bare day must not move to another day).
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    digits, offset = found.groups()
    year, month, day, hour, minute, second = (int(digits[at] or least) for at, least in _FIELDS)
    moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    if len(digits) != _SECONDS:
        return digits, ""
    return _at_zone(moment, offset)


def _at_zone(moment: datetime, offset: str | None) -> tuple[str, str]:
    zone = _zone(offset)
    try:
        there = moment.replace(tzinfo=zone or _LEGAL_ZONE).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(moment)) from error
    return f"{there:%Y%m%d%H%M%S}".zfill(_SECONDS), "" if zone else "taken as Paris time"


def _zone(offset: str | None) -> tzinfo | None:
    if offset == "Z":
        return UTC
    if not offset or not _OFFSET.fullmatch(offset):
        return None
    away = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
    return timezone(-away if offset[0] == "-" else away)
