"""The verbs of sharing: each changes one standing, writes one journal event."""

from __future__ import annotations

from datetime import date

from carnet.access.facts import Actor
from carnet.sharing.problems import SharingRefused

__all__ = [
    "SharingRefused",
    "block",
    "declare_representative",
    "declare_treating_doctor",
    "record_consent",
    "unblock",
]


def record_consent(
    person_id: int,
    actor: Actor,
    *,
    professional_id: int | None = None,
    organization_id: int | None = None,
    mode: str = "oral",
) -> None:
    """Record that the person agreed to be read by a professional or by a structure's team.

    A professional records it for themself or for their structure only. Raises SharingRefused,
    also when the professional or structure is blocked: only the person can lift that.
    """
    raise NotImplementedError


def block(
    person_id: int,
    actor: Actor,
    *,
    professional_id: int | None = None,
    organization_id: int | None = None,
) -> None:
    """Forbid reading, also in advance; a consent that was there ends. Raises SharingRefused."""
    raise NotImplementedError


def unblock(
    person_id: int,
    actor: Actor,
    *,
    professional_id: int | None = None,
    organization_id: int | None = None,
) -> None:
    """Lift a block: the row goes, so reading needs a new consent. Raises SharingRefused."""
    raise NotImplementedError


def declare_treating_doctor(person_id: int, professional_id: int, since: date) -> None:
    """Take the médecin traitant that the insurer declares (one for each person)."""
    raise NotImplementedError


def declare_representative(
    person_id: int, representative_id: int, *, until: date, rank: int = 1
) -> None:
    """Take the parent to whom the insurer attaches a child, until the day of majority."""
    raise NotImplementedError
