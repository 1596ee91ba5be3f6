"""Facts of a structured entry in words: how much, how often, for how long, since when."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from carnet.formats.cda.content_model import Detail, Entry, Measure
from carnet.web.ui import document_words as words
from carnet.web.ui.timing_words import during, every, moment_of_day, per

POSOLOGY = ("dose", "at", "every", "rate", "most", "during")  # in the order of speech
LABELS: dict[str, str | Promise] = {
    "substance": gettext_lazy("Substance active"),
    "series": gettext_lazy("Sorte de vaccination"),
    "sort": gettext_lazy("Sorte"),
    "nature": gettext_lazy("Nature"),
    "reaction": gettext_lazy("Réaction"),
    "severity": gettext_lazy("Gravité"),
    "status": gettext_lazy("État"),
    "condition": gettext_lazy("Évolution"),
    "certainty": gettext_lazy("Certitude"),
    "reason": gettext_lazy("Motif"),
    "route": gettext_lazy("Voie"),
    "site": gettext_lazy("Partie du corps"),
    "unit": gettext_lazy("Prise par"),
    "form": gettext_lazy("Forme"),
    "lot": gettext_lazy("Numéro de lot"),
    "expires": gettext_lazy("À utiliser avant"),
    "quantity": gettext_lazy("Quantité"),
    "renewals": gettext_lazy("Renouvellements"),
    "method": gettext_lazy("Méthode"),
    "priority": gettext_lazy("Priorité"),
    "instruction": gettext_lazy("Consigne pour le patient"),
    "dispensing": gettext_lazy("Consigne au pharmacien"),
    "performer": gettext_lazy("Fait par"),
    "author": gettext_lazy("Écrit par"),
    "prescriber": gettext_lazy("Prescrit par"),
    "delivered": gettext_lazy("Délivré par"),
    "checked": gettext_lazy("Vérifié par"),
    "place": gettext_lazy("Lieu"),
    "origin": gettext_lazy("Venant de"),
    "destination": gettext_lazy("Vers"),
    "device": gettext_lazy("Dispositif"),
    "product": gettext_lazy("Produit"),
    "udi": gettext_lazy("Numéro du dispositif"),
    "address": gettext_lazy("Adresse"),
}
_STATES: dict[str, str | Promise] = {
    "planned": gettext_lazy("Prévu"),
    "goal": gettext_lazy("Objectif"),
    "stopped": gettext_lazy("Arrêté"),
    "cancelled": gettext_lazy("Annulé"),
    "unknown": gettext_lazy("Inconnu"),
    "doubt": gettext_lazy("À vérifier : le document se contredit"),
}
_ABSENT: dict[str, str | Promise] = {
    "vaccination": gettext_lazy("Non faite"),
    "treatment": gettext_lazy("Non pris"),
    "procedure": gettext_lazy("Non fait"),
    "problem": gettext_lazy("Non, pas présent"),
    "allergy": gettext_lazy("Non, pas présente"),
}
_LASTING = {"problem", "allergy", "treatment", "step"}


def state(entry: Entry) -> str:
    """What became of it, or that it is said not to be: never read as its contrary."""
    if entry.state == "absent":
        return str(_ABSENT.get(entry.kind, _("Non")))
    if entry.state == "planned" and entry.kind in {"treatment", "device"}:
        return _("Prescrit")
    return str(_STATES.get(entry.state, ""))


def posology(entry: Entry) -> str:
    """« 1 comprimé, 3 fois par jour, pendant 5 jours »; empty when nothing of it is said."""
    parts = [one for one in entry.details if one.term in POSOLOGY]
    parts.sort(key=lambda one: POSOLOGY.index(one.term))
    told = [_dose(entry, one) or _part(one) for one in parts]
    return ", ".join(filter(None, told))


def _dose(entry: Entry, detail: Detail) -> str:
    """A dose without a unit counts vaccines, or what the form of a treatment is taken by."""
    if detail.term != "dose" or detail.measure is None or detail.measure.unit:
        return ""
    number = {"n": words.measure(detail.measure)}
    if entry.kind == "vaccination":
        return _("dose : %(n)s") % number
    return _("%(n)s à la fois") % number


def _part(detail: Detail) -> str:
    measure = words.measure(detail.measure) if detail.measure else ""
    match detail.term:
        case "every":
            return every(detail.span or Measure(""))
        case "during":
            return during(detail.span or Measure(""))
        case "at":
            return moment_of_day(detail.text)
        case "rate":
            return _("au rythme de %(rate)s") % {"rate": measure}
        case "most":
            most = " ".join(filter(None, [measure, per(detail.span)]))
            return _("au plus %(most)s") % {"most": most}
    return measure


def facts(entry: Entry) -> list[tuple[str, str]]:
    """Terms and what they say, posology apart; a term said twice is one line."""
    lines = [*_moments(entry), *(_fact(one) for one in entry.details if one.term not in POSOLOGY)]
    found: dict[str, list[str]] = {}
    for term, text in lines:
        if text and text not in found.setdefault(term, []):
            found[term].append(text)
    return [(term, _joined(told)) for term, told in found.items()]


def _joined(texts: list[str]) -> SafeString:
    if len(texts) == 1:  # nearly always
        return conditional_escape(texts[0])
    return format_html_join(f"{words.NBSP}; ", "{}", ((text,) for text in texts))


def _fact(detail: Detail) -> tuple[str, str]:
    if detail.term == "images":
        count = int(detail.text)
        images = ngettext("%(n)d image", "%(n)d images", count) % {"n": count}
        return detail.label or _("Images"), images
    label = str(LABELS.get(detail.term, "")) or detail.label
    text = words.measure(detail.measure) if detail.measure else detail.text
    if not detail.when:
        return label, text
    when = words.moment(detail.when)
    return label, format_html(_("{}, le {}"), text, when) if text else when


def _moments(entry: Entry) -> list[tuple[str, str]]:
    start, end = words.moment(entry.when), words.moment(entry.until)
    if not (start or end):
        return []
    if entry.kind in _LASTING:
        return [(_("Début"), start), (_("Fin"), end)]
    return [(_("Date"), period(entry))]


def period(entry: Entry) -> str | SafeString:
    """One date, or « du … au … »."""
    start, end = words.moment(entry.when), words.moment(entry.until)
    if start and end and entry.when[:10] != entry.until[:10]:
        return format_html(_("du {} au {}"), start, end)
    return start or end
