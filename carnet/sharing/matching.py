"""Finding the adult whom somebody names: every fact must be right, and nobody is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from carnet.access.facts import MAJORITY
from carnet.base import clock
from carnet.identity import people
from carnet.identity.people import Person
from carnet.identity.pivot import alike


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as another person writes them. ``matricule``: 15 characters."""

    matricule: str
    given_name: str
    family_name: str
    birth_date: date

    @property
    def words(self) -> str:
        """« Hervé Le Goff », for the eyes of the one who wrote it."""
        return f"{self.given_name} {self.family_name}"


def match(named: Named) -> Person | None:
    """The living insured adult whose every fact is right."""
    person_id = people.find_by_matricule(named.matricule)
    if person_id is None:
        return None
    known = people.person(person_id)
    family = any(alike(named.family_name, name) for name in (known.birth_name, known.used_name))
    given = any(alike(named.given_name, name) for name in (known.first_name, known.given_names))
    right = family and given and known.birth_date == named.birth_date
    return known if right and known.deceased_on is None and is_adult(known.birth_date) else None


def is_adult(birth: date) -> bool:
    """Whether somebody born that day is 18 today."""
    today = clock.today()
    return (today.year - MAJORITY, today.month, today.day) >= (birth.year, birth.month, birth.day)
