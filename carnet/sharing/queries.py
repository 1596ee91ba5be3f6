"""What the house knows between a person and those who care: standing, lists, children."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from carnet.access.facts import Actor


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one actor stands towards one record, at this moment."""

    holder: bool = False
    represents: bool = False
    consent: bool = False  # to the professional by name
    team_consent: bool = False  # to the structure from which they act
    blocked: bool = False
    treating_doctor: bool = False
    administrator: bool = False


@dataclass(frozen=True, slots=True)
class AuthorizationView:
    """One line of the access page. Exactly one of the two identifiers is set."""

    professional_id: int | None
    organization_id: int | None
    blocked: bool
    mode: str  # sharing.models.ConsentMode
    recorded_by_professional_id: int | None  # None: the person
    administrator: bool
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Represented:
    """A child whose record an adult may open, until the day of majority."""

    person_id: int
    rank: int
    until: date


def standing(person_id: int, actor: Actor) -> Standing:
    """Return the standing of ``actor`` towards the record (one statement)."""
    raise NotImplementedError


def authorizations(person_id: int) -> list[AuthorizationView]:
    """Return those the person authorised or blocked, newest first."""
    raise NotImplementedError


def treating_doctor(person_id: int) -> int | None:
    """Return the professional_id of the declared médecin traitant."""
    raise NotImplementedError


def representable(person_id: int) -> list[Represented]:
    """Return the children that this adult represents today."""
    raise NotImplementedError


def representatives(person_id: int) -> list[int]:
    """Return the person_id of those who represent this child today, attached parent first."""
    raise NotImplementedError
