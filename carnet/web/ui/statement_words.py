"""What documents say of a vaccine, a treatment, an allergy or a disease, in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from carnet.formats.cda.content_model import Detail, Entry, Measure
from carnet.formats.cda.values_absence import denies
from carnet.formats.cda.values_model import Value
from carnet.web.ui import document_words as words
from carnet.web.ui import entry_words
from carnet.web.ui.entry_words import LABELS, POSOLOGY, state

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
    details = [_detail(*pair) for pair in of.detail if pair[0] in POSOLOGY]
    return entry_words.posology(Entry(of.kind, of.name, details=details))


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


def _detail(term: str, text: str) -> Detail:
    """What ``values_substances`` wrote as « 1 comprimé », « 8 h », « 4 / 1 d »."""
    if term == "at":
        return Detail(term, text=text)
    if term in {"every", "during"}:
        return Detail(term, span=_measure(text))
    amount, _slash, span = text.partition(" / ")
    return Detail(term, measure=_measure(amount), span=_measure(span) if span else None)


def _measure(text: str) -> Measure:
    parts = text.split(" ")
    number = 3 if parts[1:2] == ["–"] else 1  # « 1 – 2 comprimés »
    return Measure(" ".join(parts[:number]), " ".join(parts[number:]))
