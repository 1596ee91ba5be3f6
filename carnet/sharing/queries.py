"""What the house knows between a person and those who care: lists, children, standing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from carnet.base import clock
from carnet.base.database import row, rows
from carnet.sharing.emergency import Emergency
from carnet.sharing.emergency import chosen as emergency
from carnet.sharing.standing import Standing, facts, standing

__all__ = [
    "AuthorizationView",
    "Emergency",
    "Represented",
    "Standing",
    "authorizations",
    "delegates",
    "delegates_of",
    "emergency",
    "facts",
    "representable",
    "representatives",
    "representatives_of",
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
WHERE person_id = %s AND (until IS NULL OR until > %s) AND NOT (secret_from_representatives AND %s)
ORDER BY since DESC, subject, subject_id
"""


def authorizations(person_id: int, *, representative: bool = False) -> list[AuthorizationView]:
    """Return those the person authorised or blocked, newest first.

    ``representative``: without what a « connexion secrète » recorded.
    """
    asked = [person_id, clock.now(), representative]
    return [AuthorizationView(*line) for line in rows(_AUTHORIZATIONS, asked)]


def treating_doctor(person_id: int) -> int | None:
    """Return the professional_id of the declared médecin traitant."""
    found = row(
        "SELECT professional_id FROM sharing_treating_doctor WHERE person_id = %s", [person_id]
    )
    return found[0] if found else None


def delegates(person_id: int) -> list[int]:
    """Return the person_id of the proches aidants whose delegation runs today."""
    return delegates_of([person_id]).get(person_id, [])


def delegates_of(people: Iterable[int]) -> dict[int, list[int]]:
    """Return the proches aidants, as above, of those of these people who have some."""
    found = rows(
        "SELECT DISTINCT person_id, caregiver_id FROM sharing_delegation WHERE person_id = ANY(%s)"
        " AND answer = 'accepted' AND until >= %s AND ended_at IS NULL"
        " ORDER BY person_id, caregiver_id",
        [sorted(people), clock.today()],
    )
    return _together(found)


def representable(person_id: int) -> list[Represented]:
    """Return the children that this adult represents today (asked once, at sign-in)."""
    found = rows(
        "SELECT person_id, rank, until FROM sharing_representation"
        " WHERE representative_id = %s AND until > %s AND certified_at IS NOT NULL"
        " AND ended_at IS NULL ORDER BY until, person_id",
        [person_id, clock.today()],
    )
    return [Represented(*line) for line in found]


def representatives(person_id: int) -> list[int]:
    """Return the person_id of those who certified that they represent this child, first one first.

    ``families.attached_parent`` tells who gets the letters, certified or not.
    """
    return representatives_of([person_id]).get(person_id, [])


def representatives_of(people: Iterable[int]) -> dict[int, list[int]]:
    """Return the representatives, as above, of those of these people who have some."""
    found = rows(
        "SELECT person_id, representative_id FROM sharing_representation"
        " WHERE person_id = ANY(%s) AND until > %s AND certified_at IS NOT NULL"
        " AND ended_at IS NULL ORDER BY rank, representative_id",
        [sorted(people), clock.today()],
    )
    return _together(found)


def _together(pairs: Iterable[tuple[int, ...]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for person_id, other_id in pairs:
        found.setdefault(person_id, []).append(other_id)
    return found
