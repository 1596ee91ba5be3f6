"""The entries of the desk: its own, whatever the patients' are."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from carnet.assistance.agents import Agent
from carnet.assistance.roles import Power


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``phone`` is its shorter word in the bottom bar."""

    href: str
    icon: str
    label: str | Promise
    phone: str | Promise
    current: bool


def entries(agent: Agent, path: str) -> list[Entry]:
    """The entries for this agent, the one that ``path`` belongs to marked."""
    shown = [
        ("desk:find", "person", _("Trouver une personne"), _("Trouver")),
        ("desk:case", "document", _("Dossier ouvert"), _("Dossier")),
    ]
    if agent.may(Power.ANSWER_TICKETS):
        shown.append(("desk:tickets", "bell", _("Demandes"), _("Demandes")))
    shown.append(("desk:sign_out", "lock", _("Fermer la session"), _("Fermer")))
    here = max((reverse(name) for name, *_ in shown if path.startswith(reverse(name))), key=len)
    return [
        Entry(reverse(name), icon, label, phone, reverse(name) == here)
        for name, icon, label, phone in shown
    ]
