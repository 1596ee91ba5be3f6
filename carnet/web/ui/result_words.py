"""Results in words: the number with its unit, what is usual, what changed since the one before."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from carnet.contents import plain
from carnet.contents.plain import Plain
from carnet.contents.series import DAY, MEASURED, Point, Series, Tendency
from carnet.formats.cda.content_model import Measure, Usual
from carnet.formats.cda.content_values import of_number, unit
from carnet.formats.cda.values_model import Value
from carnet.web.ui import document_words as words


def known(of: Value) -> Plain | None:
    """What the tables say of an analysis, a medicine or a vaccine, in the reader's language."""
    language = get_language() or "fr"
    if of.kind in {"treatment", "vaccination"}:
        return plain.medicine(dict(of.detail).get("atc", ""), language)
    return plain.analysis(of.code, of.code_system, language)


def value(of: Value) -> str:
    """« 1,12 g/L », or the words of the document; what is denied is never read as said."""
    text = words.measure(Measure(of.value, of_number(of.value, of.unit)))
    return format_html(_("Non\u00a0: {}"), text) if of.negated and of.kind in MEASURED else text


def usual(of: Value) -> str:
    """« de 0,74 à 1,06 g/L »; "" where the document says none."""
    if not (of.low or of.high or of.usual_text):
        return ""
    text = "" if of.low or of.high else of.usual_text
    return words.usual(Usual(of.low, of.high, unit(of.unit), text))


def when(point: Point) -> str:
    """The moment as a ``<time>``, or that the document does not say it."""
    return words.moment(point.when) or _("date non précisée")


def day(point: Point) -> str:
    """The same without its hour, where it would only crowd."""
    return words.moment(point.when[:DAY]) or _("date non précisée")


def tendency(series: Series) -> str:
    """« en hausse », « en baisse », « à peu près stable »; "" without two numbers."""
    return {
        Tendency.UP: _("en hausse"),
        Tendency.DOWN: _("en baisse"),
        Tendency.STEADY: _("à peu près stable"),
        Tendency.NONE: "",
    }[series.tendency]


def level(name: str) -> str:
    """What the level means, in a sentence; "" where nothing tells."""
    return {
        "high": _("C’est plus haut que l’habituel."),
        "low": _("C’est plus bas que l’habituel."),
        "abnormal": _("C’est différent de l’habituel."),
        "normal": _("C’est dans les valeurs habituelles."),
    }.get(name, "")


def unusual(name: str) -> bool:
    """Whether the words about what is not grave are due."""
    return bool(words.level(name))


def change(series: Series) -> str:
    """How the last number stands to the one before, with that one; "" without two numbers."""
    sentence = {
        Tendency.UP: _("Il a augmenté depuis le résultat d’avant\u00a0: {value}, le {day}."),
        Tendency.DOWN: _("Il a baissé depuis le résultat d’avant\u00a0: {value}, le {day}."),
        Tendency.STEADY: _("Il a peu changé depuis le résultat d’avant\u00a0: {value}, le {day}."),
    }.get(series.tendency)
    if sentence is None:
        return ""
    before = series.drawn[-2]
    return format_html(sentence, value=value(before.value), day=day(before))
