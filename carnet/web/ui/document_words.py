"""Dates, numbers and levels of a document in words."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from django.utils import formats
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from carnet.base.clock import LEGAL_ZONE
from carnet.formats.cda.content_model import Measure, Usual
from carnet.web.ui import dates

NBSP, THIN = "\u00a0", "\u202f"
_NUMBER = re.compile(r"(?<![\w.,])-?\d+(?:[.,]\d+)?(?![\w.,])")
_QUANTITY = re.compile(r"(?:[<>≤≥=~]+ ?)?-?\d+(?:[.,]\d+)?(?: ?[–-] ?-?\d+(?:[.,]\d+)?)?")
_ANSWERS = {"oui": gettext_lazy("oui"), "non": gettext_lazy("non")}  # the reader's own words
_LEVELS = {
    "high": gettext_lazy("Plus haut que l’habituel"),
    "low": gettext_lazy("Plus bas que l’habituel"),
    "abnormal": gettext_lazy("Différent de l’habituel"),
}
_ISO = re.compile(r"\d{4}-\d\d(-\d\d(T\d\d:\d\d)?)?")
_YEAR, _MONTH, _DAY = 4, 7, 10


def moment(iso: str) -> str:
    """`<time>` of an ISO moment of any precision; midnight is how machines write a mere day."""
    return _moment(iso, get_language()) if iso else ""


@lru_cache(1000)  # a document says one day again and again; a day alone tells of nobody
def _moment(iso: str, _language: str | None) -> str:
    day, _sep, clock = iso.partition("T")
    if clock and clock != "00:00":
        return dates.moment(datetime.fromisoformat(iso).replace(tzinfo=LEGAL_ZONE))
    if len(day) == _DAY:
        return dates.day(date.fromisoformat(day))
    if len(day) == _MONTH:
        text = formats.date_format(date.fromisoformat(f"{day}-01"), "F Y")
        return format_html('<time datetime="{}">{}</time>', day, text)
    return format_html('<time datetime="{}">{}</time>', day, day) if len(day) == _YEAR else ""


def number(text: str) -> str:
    """Numbers with the reader's decimal sign and thousands; other words are left alone."""
    return _NUMBER.sub(lambda found: _localised(found[0]), text)


def _localised(digits: str) -> str:
    whole, _dot, decimals = digits.replace(",", ".").partition(".")
    french = (get_language() or "fr").startswith("fr")
    if len(whole.lstrip("-")) > 3:  # noqa: PLR2004 - thousands
        whole = f"{int(whole):,}".replace(",", THIN if french else ",")
    return f"{whole}{',' if french else '.'}{decimals}" if decimals else whole


def measure(value: Measure) -> str:
    """« 10,02 mmol/L », the unit bound to its number; a value that is a date, in words."""
    if _ISO.fullmatch(value.value):
        return moment(value.value)
    if value.value in _ANSWERS:
        return str(_ANSWERS[value.value])
    # Without a unit it may be the number of a device, a grade, a name: never cut in thousands.
    counted = _QUANTITY.fullmatch(value.value) and (value.unit or not value.value.isdigit())
    text = number(value.value) if counted else value.value
    unit = value.unit.replace("(s)", "s" if _several(value.value) else "")
    return f"{text}{NBSP}{unit}" if unit else text


def _several(text: str) -> bool:
    """Whether a number or an interval counts several things; 1,5 is one in French."""
    found = [float(one.replace(",", ".")) for one in _NUMBER.findall(text)]
    return max(found, default=0) >= 2  # noqa: PLR2004 - the French plural


def usual(extent: Usual) -> str:
    """« de 3,5 à 8 mmol/L », « jusqu’à 5 mg/L »."""
    if extent.text:
        return number(extent.text)
    low = measure(Measure(extent.low, extent.unit))
    high = measure(Measure(extent.high, extent.unit))
    if not extent.low:
        return _("jusqu’à %(high)s") % {"high": high}
    if not extent.high:
        return _("à partir de %(low)s") % {"low": low}
    if extent.low == extent.high:
        return low
    return _("de %(low)s à %(high)s") % {"low": number(extent.low), "high": high}


def level(name: str) -> str:
    """What the laboratory's remark means; empty for the usual and the unsaid."""
    return str(_LEVELS.get(name, ""))


def doubt(name: str) -> str:
    """What disagrees in the document."""
    return {
        "value": _("le texte d’origine n’écrit pas ce résultat."),
        "usual": _("le texte d’origine donne d’autres valeurs habituelles."),
        "level": _("la remarque du laboratoire ne va pas avec les valeurs habituelles."),
    }[name]


def status(name: str) -> str:
    """Results to come, never to come, or said not to be."""
    told = {"pending": _("En attente"), "cancelled": _("Non réalisé"), "absent": _("Non")}
    return told.get(name, "")
