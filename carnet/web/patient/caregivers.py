"""Professionals and structures in words: « Dr Martine Simone, médecin généraliste à Lens »."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from carnet.identity import directory
from carnet.identity.names import spoken
from carnet.nomenclature import terms
from carnet.web.ui import displays


@dataclass(frozen=True, slots=True)
class Caregiver:
    """One professional or structure; ``path`` is its part of our addresses."""

    name: str
    work: str
    place: str
    path: str


def professional(professional_id: int | None) -> Caregiver:
    """A professional of the directory, or plain words for one who left it."""
    known = directory.professional(professional_id) if professional_id else None
    if known is None:
        return Caregiver(_("Un soignant"), "", "", "")
    return of_professional(known)


def of_professional(known: directory.Professional) -> Caregiver:
    """Title, names, trade and town."""
    return Caregiver(
        name=spoken(known.given_name, known.family_name, known.title),
        work=_work(known),
        place=_town(known.organization_id),
        path=f"soignants/{known.professional_id}",
    )


def organization(organization_id: int) -> Caregiver:
    """A structure of the directory."""
    known = directory.organization(organization_id)
    if known is None:
        return Caregiver(_("Une structure de soins"), "", "", "")
    return of_organization(known)


def of_organization(known: directory.Organization) -> Caregiver:
    """Name and town."""
    return Caregiver(known.name, "", known.city.title(), f"structures/{known.organization_id}")


def _work(known: directory.Professional) -> str:
    specialty = terms.specialty(known.specialty) if known.specialty else None
    term = specialty or terms.profession(known.profession)
    return displays.trade(term.display) if term else ""


def _town(organization_id: int | None) -> str:
    known = directory.organization(organization_id) if organization_id else None
    return known.city.title() if known else ""
