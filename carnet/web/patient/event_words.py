"""One event of the history in words: purpose, consent relied on, motives of a report."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carnet.access import replay
from carnet.access.facts import ActorKind, Purpose
from carnet.journal.queries import Event
from carnet.sharing.reports import Motive
from carnet.web.ui import dates

_PURPOSES: dict[Purpose, str | Promise] = {
    Purpose.NORMAL: gettext_lazy("Pour vos soins habituels."),
    Purpose.EMERGENCY_REGULATION: gettext_lazy("En urgence, par le centre 15 (SAMU)."),
    Purpose.BREAK_GLASS: gettext_lazy("En urgence, sans votre accord."),
    Purpose.SECRET: gettext_lazy("Pour vos soins, en secret de vos représentants légaux."),
}
_MODES: dict[str, str | Promise] = {
    "oral": gettext_lazy("Votre accord donné de vive voix"),
    "written": gettext_lazy("Votre accord écrit"),
    "online": gettext_lazy("Votre accord donné dans ce carnet"),
    "code": gettext_lazy("Votre accord, par le code que vous avez montré"),
}
_CARE = (ActorKind.PROFESSIONAL, ActorKind.ORGANIZATION)

MOTIVES: dict[Motive, str | Promise] = {
    Motive.UNEXPLAINED: gettext_lazy("Je ne comprends pas cet accès"),
    Motive.UNKNOWN: gettext_lazy("Je ne connais pas cette personne"),
    Motive.NOT_MY_CARE: gettext_lazy("Cette personne ne me soigne pas"),
    Motive.TOO_MUCH: gettext_lazy("Cette personne a lu plus que nécessaire"),
    Motive.OTHER: gettext_lazy("Autre chose"),
}


def purpose(event: Event) -> str:
    """Why those who care entered; "" for all others, who state no purpose."""
    return str(_PURPOSES[event.purpose]) if event.actor_kind in _CARE else ""


def consent(event: Event) -> str:
    """« Votre accord donné de vive voix, le 2 novembre 2026 », when one was relied on."""
    mode, _space, day = event.basis.partition(" ")
    if mode not in _MODES:
        return ""
    words = dates.words(date.fromisoformat(day))
    return _("%(consent)s, le %(day)s.") % {"consent": _MODES[mode], "day": words}


def again(event: Event) -> str:
    """What the rules of then answer to the facts of then; "" where none were kept."""
    if not event.facts:
        return ""
    _allowed, rule = replay.replay(event.policy, replay.read(event.facts))
    if rule == event.rule:
        return _("Nous venons de la refaire\u00a0: la règle d’alors donne la même réponse.")
    return _("Nous venons de la refaire\u00a0: la réponse n’est pas la même. Signalez-le-nous.")
