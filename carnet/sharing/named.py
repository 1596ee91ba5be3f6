"""Whom an authorisation names: one professional, or the team of one structure."""

from __future__ import annotations

from typing import NamedTuple

from carnet.access.facts import Actor
from carnet.sharing.models import Subject


class Named(NamedTuple):
    """The subject of an authorisation, as the columns of its table."""

    subject: Subject | str
    subject_id: int

    @property
    def detail(self) -> dict[str, int]:
        """As the journal names them."""
        key = "professional" if self.subject == Subject.PROFESSIONAL else "organization"
        return {key: self.subject_id}


def name(professional_id: int | None, organization_id: int | None) -> Named:
    """Whom these two name: exactly one of them, or ValueError."""
    if (professional_id is None) is (organization_id is None):
        raise ValueError("name one professional or one structure")
    if professional_id is not None:
        return Named(Subject.PROFESSIONAL, professional_id)
    assert organization_id is not None  # noqa: S101 - just checked
    return Named(Subject.ORGANIZATION, organization_id)


def own(actor: Actor) -> set[Named]:
    """Those for whom a professional may speak: themself, and the structure they act from."""
    return {
        Named(Subject.PROFESSIONAL, actor.actor_id),
        Named(Subject.ORGANIZATION, actor.organization_id),
    }
