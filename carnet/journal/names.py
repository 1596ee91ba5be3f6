"""Names of those whom an event tells of, as the directory knows them today."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from carnet.access.facts import ActorKind
from carnet.identity import directory, people
from carnet.identity.names import spoken
from carnet.journal.queries import Event
from carnet.nomenclature import professions, terms


def is_reader(event: Event, reader_id: int) -> bool:
    """Whether the one who acted is the one who reads."""
    return event.actor_kind is ActorKind.PERSON and event.actor_id == reader_id != 0


def actor(event: Event, reader_id: int) -> str:
    """Who acted, beginning a sentence."""
    if is_reader(event, reader_id):
        return _("Vous")
    match event.actor_kind:
        case ActorKind.PERSON:
            name = _person(event.actor_id)
        case ActorKind.PROFESSIONAL:
            name = _professional(event.actor_id)
        case ActorKind.ORGANIZATION:
            name = _organization(event.organization_id)
        case ActorKind.AGENT:
            name = _agent(event)
        case ActorKind.APP:
            name = event.software or _("Une application")
        case ActorKind.SYSTEM:
            name = _("Le service")
    return name


def is_subject(event: Event) -> bool:
    """Whether the professional or the person who acted is the one whom the detail names."""
    key = {ActorKind.PROFESSIONAL: "professional", ActorKind.PERSON: "person"}
    named = event.detail.get(key.get(event.actor_kind, ""))
    return named == event.actor_id != 0


def place(event: Event) -> str:
    """From where: the structure, unless it is the actor, and the software."""
    parts = []
    if event.organization_id and event.actor_kind is not ActorKind.ORGANIZATION:
        parts.append(_organization(event.organization_id))
    if event.software and event.actor_kind not in {ActorKind.APP, ActorKind.AGENT}:
        parts.append(_("logiciel {name}").format(name=event.software))
    return ", ".join(parts)


def subject(detail: dict[str, Any]) -> str:
    """Whom a detail names (``professional``, ``organization``, ``representative``, ``person``).

    ``profession`` names anybody of one trade.
    """
    for key, name in _SUBJECTS.items():
        if isinstance(number := detail.get(key), int):
            return name(number)
    trade = professions.trade(str(detail.get("profession", "")))
    return _("un soignant (%(trade)s)") % {"trade": trade.display} if trade else ""


def category(detail: dict[str, Any]) -> str:
    """The category that a detail names, as the pages name it."""
    label = terms.CATEGORIES.get(str(detail.get("category", "")))
    if not label:
        return _("d’une catégorie")
    return _("de la catégorie «\u00a0{label}\u00a0»").format(label=_(label))


def _agent(event: Event) -> str:
    """« France Services de Lens, agent n° 12 »: the desk stands where others name a software."""
    if not event.software:
        return _("Un agent du service")
    words = {"desk": event.software, "number": event.actor_id}
    return _("%(desk)s, agent n°\u00a0%(number)d") % words


def _professional(number: int) -> str:
    found = directory.professional(number) if number else None
    if found is None:
        return _("Un professionnel")
    return spoken(found.given_name, found.family_name, found.title)


def _organization(number: int) -> str:
    found = directory.organization(number) if number else None
    return found.name if found else _("Une structure")


def _person(number: int) -> str:
    try:
        found = people.person(number)
    except LookupError:
        return _("Une personne")
    return spoken(found.first_name, found.used_name or found.birth_name)


_SUBJECTS = {
    "professional": _professional,
    "organization": _organization,
    "representative": _person,
    "person": _person,
}
