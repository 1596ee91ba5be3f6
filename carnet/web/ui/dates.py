"""Days and moments in words: « 1er novembre 2026 », « 18 h 04 »."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.utils import formats
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from carnet.base.clock import LEGAL_ZONE

NBSP = "\u00a0"


def day(value: date | None) -> str:
    """``<time>`` of a day; a moment counts for its day in the zone of the law."""
    if value is None:
        return ""
    local = value.astimezone(LEGAL_ZONE) if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', local.strftime("%Y-%m-%d"), words(local))


def moment(value: datetime | None) -> str:
    """``<time>`` of a moment: day, then hour."""
    if value is None:
        return ""
    local = value.astimezone(LEGAL_ZONE)
    text = _("%(day)s à %(hour)s") % {"day": words(local), "hour": hour(value)}
    return format_html('<time datetime="{}">{}</time>', local.isoformat("T", "minutes"), text)


def hour(value: datetime) -> str:
    """« 18 h 04 » in French, « 18:04 » elsewhere."""
    local = value.astimezone(LEGAL_ZONE)
    french = (get_language() or "fr").startswith("fr")
    return local.strftime(f"%H{NBSP}h{NBSP}%M" if french else "%H:%M").removeprefix("0")


def second(value: datetime) -> str:
    """« 18 h 04 min 09 s » in French, « 18:04:09 » elsewhere: tells apart what one minute holds."""
    local = value.astimezone(LEGAL_ZONE)
    french = (get_language() or "fr").startswith("fr")
    return hour(value) + local.strftime(f"{NBSP}min{NBSP}%S{NBSP}s" if french else ":%S")


def words(value: date) -> str:
    """« 3 novembre 2026 », the day of the month bound to its month."""
    return _words(value.toordinal(), get_language() or "fr")


@lru_cache(maxsize=4096)  # days, not whose: a page of results says the same ones over and over
def _words(ordinal: int, language: str) -> str:
    value = date.fromordinal(ordinal)
    text = formats.date_format(value, "j F Y")
    if value.day == 1 and language.startswith("fr"):
        text = "1er" + text[1:]
    return text.replace(" ", NBSP, 1)
