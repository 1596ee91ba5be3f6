"""What the house knows between a person and those who care: lists, children, standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from carnet.base import clock
from carnet.base.database import row, rows
from carnet.sharing.standing import Standing, facts, standing

__all__ = [
    "AuthorizationView",
    "Represented",
    "Standing",
    "authorizations",
    "facts",
    "representable",
    "representatives",
    "standing",
    "treating_doctor",
]


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


_AUTHORIZATIONS = """
SELECT CASE subject WHEN 'P' THEN subject_id END, CASE subject WHEN 'O' THEN subject_id END,
       effect = 'blocked', mode, recorded_by_professional_id, administrator, since, until
FROM sharing_authorization
WHERE person_id = %s AND (until IS NULL OR until > %s) ORDER BY since DESC, subject, subject_id
"""


def authorizations(person_id: int) -> list[AuthorizationView]:
    """Return those the person authorised or blocked, newest first."""
    return [AuthorizationView(*line) for line in rows(_AUTHORIZATIONS, [person_id, clock.now()])]


def treating_doctor(person_id: int) -> int | None:
    """Return the professional_id of the declared médecin traitant."""
    found = row(
        "SELECT professional_id FROM sharing_treating_doctor WHERE person_id = %s", [person_id]
    )
    return found[0] if found else None


def representable(person_id: int) -> list[Represented]:
    """Return the children that this adult represents today (asked once, at sign-in)."""
    found = rows(
        "SELECT person_id, rank, until FROM sharing_representation"
        " WHERE representative_id = %s AND until > %s ORDER BY until, person_id",
        [person_id, clock.today()],
    )
    return [Represented(*line) for line in found]


def representatives(person_id: int) -> list[int]:
    """Return the person_id of those who represent this child today, attached parent first."""
    found = rows(
        "SELECT representative_id FROM sharing_representation"
        " WHERE person_id = %s AND until > %s ORDER BY rank, representative_id",
        [person_id, clock.today()],
    )
    return [representative_id for (representative_id,) in found]
