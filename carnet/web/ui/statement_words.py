"""What documents say of a vaccine, a treatment, an allergy or a disease, in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from carnet.formats.cda.content_model import Entry, Measure
from carnet.formats.cda.values_absence import denies
from carnet.formats.cda.values_model import Value
from carnet.web.ui import document_words as words
from carnet.web.ui.entry_words import LABELS, POSOLOGY, state
from carnet.web.ui.timing_words import during, every, moment_of_day, per

_MOMENTS = {"expires", "dispensed"}
_SILENT = {"group", "isolate", "atc"}  # told elsewhere, or no words


def status(of: Value) -> str:
    """Where the document says that it stands; "" for what is done and final."""
    if of.negated:  # « Aucune allergie connue » has said it already
        return "" if denies(of.name) else state(Entry(of.kind, of.name, "absent"))
    return {
        "active": _("En cours"),
        "inactive": _("Inactif"),
        "resolved": _("Terminé"),
        "planned": _("Prévu"),
        "prescribed": _("Prescrit"),
        "stopped": _("Arrêté"),
    }.get(of.status, "")


def posology(of: Value) -> str:
    """« 75 mg, 1 fois par jour »; "" where nothing of it is said."""
    told = [(label, text) for label, text in of.detail if label in POSOLOGY]
    told.sort(key=lambda pair: POSOLOGY.index(pair[0]))
    return ", ".join(filter(None, (_part(of.kind, *pair) for pair in told)))


def facts(of: Value) -> list[tuple[str, str]]:
    """Lot, route, reaction… each with its name, in the order of the document."""
    return list(_facts(of))


def _facts(of: Value) -> Iterator[tuple[str, str]]:
    names = {"rank": _("Rang"), "dispensed": _("Délivré le"), "criticality": _("Risque")}
    names["meaning"] = _("Sens")
    for label, text in of.detail:
        if label not in POSOLOGY and label not in _SILENT:
            name = names.get(label) or str(LABELS.get(label, ""))
            yield name or label, words.moment(text) if label in _MOMENTS else text


def _part(kind: str, label: str, text: str) -> str:
    amount, _slash, span = text.partition(" / ")
    match label:
        case "every":
            return every(_measure(text))
        case "during":
            return during(_measure(text))
        case "at":
            return moment_of_day(text)
        case "most":
            most = f"{words.number(amount)} {per(_measure(span)) if span else ''}".strip()
            return _("au plus %(most)s") % {"most": most}
        case "rate":
            return _("au rythme de %(rate)s") % {"rate": words.number(text)}
    return _("dose\u00a0: %(n)s") % {"n": text} if kind == "vaccination" else words.number(text)


def _measure(text: str) -> Measure:
    number, _space, unit = text.partition(" ")
    return Measure(number, unit)
