"""When each timer of a record ends (domain.md 1.10). Years are years of the calendar."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from carnet.base.clock import LEGAL_ZONE
from carnet.records.life import Timer


def due(timer: Timer, now: datetime, closed_at: datetime | None) -> datetime | None:
    """When this timer ends that begins now; an archive counts from the closing."""
    match timer:
        case Timer.COOLING_OFF:
            return now + settings.CLOSING_COOLING_OFF
        case Timer.OBJECTION:
            return now + settings.SUSPENSION_OBJECTION
        case Timer.ARCHIVE:
            return years_after(closed_at or now, settings.ARCHIVE_YEARS)
        case Timer.DELETION:
            return now + deletion_delay()
        case _:
            return None


def years_after(moment: datetime, years: int) -> datetime:
    """The same day and hour in Paris, years later; 29 February becomes 1 March."""
    local = moment.astimezone(LEGAL_ZONE)
    try:
        return local.replace(year=local.year + years)
    except ValueError:
        return local.replace(year=local.year + years, month=3, day=1)


def deletion_delay() -> timedelta:
    """How long reopening still cancels an express deletion: never longer than the law allows."""
    return min(settings.DELETION_REGRET, settings.EXPRESS_DELETION)
