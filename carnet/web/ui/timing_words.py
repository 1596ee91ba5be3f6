"""Rhythms and lengths of time in words; units are UCUM, moments of the day HL7 TimingEvent."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from carnet.formats.cda.content_model import Measure
from carnet.web.ui import document_words as words

_PER: dict[str, str | Promise] = {
    "min": gettext_lazy("par minute"),
    "h": gettext_lazy("par heure"),
    "d": gettext_lazy("par jour"),
    "wk": gettext_lazy("par semaine"),
    "mo": gettext_lazy("par mois"),
    "a": gettext_lazy("par an"),
}
_MOMENTS: dict[str, str | Promise] = {
    "AC": gettext_lazy("avant les repas"),
    "ACM": gettext_lazy("avant le petit-déjeuner"),
    "ACD": gettext_lazy("avant le déjeuner"),
    "ACV": gettext_lazy("avant le dîner"),
    "C": gettext_lazy("aux repas"),
    "CM": gettext_lazy("au petit-déjeuner"),
    "CD": gettext_lazy("au déjeuner"),
    "CV": gettext_lazy("au dîner"),
    "IC": gettext_lazy("entre les repas"),
    "PC": gettext_lazy("après les repas"),
    "PCM": gettext_lazy("après le petit-déjeuner"),
    "PCD": gettext_lazy("après le déjeuner"),
    "PCV": gettext_lazy("après le dîner"),
    "HS": gettext_lazy("au coucher"),
    "WAKE": gettext_lazy("au lever"),
}


# Units that documents write instead of UCUM.
_WRITTEN = {"J": "d", "j": "d", "jour": "d", "jours": "d", "H": "h", "sem": "wk", "mois": "mo"}


def every(period: Measure) -> str:
    """« toutes les 8 heures »; a unit unknown to us stays as the document writes it."""
    n, told = _count(period), {"n": words.number(period.value)}
    phrases = {
        "s": ngettext("chaque seconde", "toutes les %(n)s secondes", n),
        "min": ngettext("chaque minute", "toutes les %(n)s minutes", n),
        "h": ngettext("chaque heure", "toutes les %(n)s heures", n),
        "d": ngettext("1 fois par jour", "tous les %(n)s jours", n),
        "wk": ngettext("1 fois par semaine", "toutes les %(n)s semaines", n),
        "mo": ngettext("1 fois par mois", "tous les %(n)s mois", n),
        "a": ngettext("1 fois par an", "tous les %(n)s ans", n),
    }
    return phrases.get(_unit(period), _("tous les %(n)s %(unit)s")) % (told | {"unit": period.unit})


def during(length: Measure) -> str:
    """« pendant 5 jours »."""
    return _("pendant %(time)s") % {"time": lasting(length)}


def per(length: Measure | None) -> str:
    """« par jour », « en 8 heures »; empty when the time is not said."""
    if length is None:
        return ""
    if _unit(length) in _PER and length.value == "1":
        return str(_PER[_unit(length)])
    return _("en %(time)s") % {"time": lasting(length)}


def lasting(length: Measure) -> str:
    """« 5 jours »."""
    n, told = _count(length), {"n": words.number(length.value)}
    phrases = {
        "s": ngettext("%(n)s seconde", "%(n)s secondes", n),
        "min": ngettext("%(n)s minute", "%(n)s minutes", n),
        "h": ngettext("%(n)s heure", "%(n)s heures", n),
        "d": ngettext("%(n)s jour", "%(n)s jours", n),
        "wk": ngettext("%(n)s semaine", "%(n)s semaines", n),
        "mo": ngettext("%(n)s mois", "%(n)s mois", n),
        "a": ngettext("%(n)s an", "%(n)s ans", n),
    }
    return phrases.get(_unit(length), "%(n)s %(unit)s") % (told | {"unit": length.unit})


def moment_of_day(code: str) -> str:
    """« au coucher »; "" for a moment that we cannot say."""
    return str(_MOMENTS.get(code, ""))


def _unit(length: Measure) -> str:
    return _WRITTEN.get(length.unit, length.unit)


def _count(length: Measure) -> int:
    """The number that commands the plural: 1,5 jour, 2 jours."""
    try:
        found = Decimal(length.value)
    except InvalidOperation:
        return 2
    return min(int(found), 2) if found.is_finite() else 2
