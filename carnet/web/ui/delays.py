"""Delays of the settings in words: what a page announces is what the house does."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import ngettext

_MINUTE, _DAY, _WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(weeks=1)
_MONTH = timedelta(days=30)  # several: « 3 mois » of a text are 90 days of the settings


def spoken(name: str) -> str:
    """The delay that this setting holds: « 6 semaines », « 30 jours », « 10 minutes », « 10 ans ».

    A bare number counts years. Raises AttributeError for a setting that there is not.
    """
    value = getattr(settings, name)
    return _of(value) if isinstance(value, timedelta) else _years(int(value))


later = lazy(spoken, str)  # for words that are written once, before the settings are read


def _of(delay: timedelta) -> str:
    if delay < _DAY:
        return _minutes(delay // _MINUTE)
    for unit, words in ((_WEEK, _weeks), (_MONTH, _months)):
        if delay > unit and not delay % unit:
            return words(delay // unit)
    return _days(delay // _DAY)


def _minutes(n: int) -> str:
    return ngettext("%(n)d\u00a0minute", "%(n)d\u00a0minutes", n) % {"n": n}


def _days(n: int) -> str:
    return ngettext("%(n)d\u00a0jour", "%(n)d\u00a0jours", n) % {"n": n}


def _weeks(n: int) -> str:
    return ngettext("%(n)d\u00a0semaine", "%(n)d\u00a0semaines", n) % {"n": n}


def _months(n: int) -> str:
    return ngettext("%(n)d\u00a0mois", "%(n)d\u00a0mois", n) % {"n": n}


def _years(n: int) -> str:
    return ngettext("%(n)d\u00a0an", "%(n)d\u00a0ans", n) % {"n": n}
