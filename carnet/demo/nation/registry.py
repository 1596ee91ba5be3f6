"""Registers people as they are thought of: numbers with keys, names, homes, doctors."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from carnet.access.facts import MAJORITY
from carnet.demo.nation import numbers, tables
from carnet.demo.nation.model import Directory, Person, Place, Professional

# Numbers that ARCEP keeps for fiction: 06 39 98 xx xx.
MOBILE = "+33639980000"


@dataclass(frozen=True, slots=True)
class Household:
    """Where a family lives and who looks after it."""

    name: str
    address: str
    home: Place
    doctor: Professional


@dataclass(slots=True)
class Registry:
    """The people so far, in order, and who represents whom."""

    random: Random
    directory: Directory
    today: date
    people: list[Person] = field(default_factory=list)
    representatives: list[tuple[Person, Person, int]] = field(default_factory=list)
    grown: list[tuple[Person, Person]] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def household(self, name: str = "", home: str = "", doctor: str = "") -> Household:
        """A new home; what is not said is drawn."""
        random = self.random
        place = tables.place(home) if home else random.choice(tables.places("home"))
        street = random.choice(tables.rows("streets"))["name"]
        name = name or random.choice(tables.rows("family_names"))["name"]
        who = doctor or _doctor(place, random)
        return Household(name, f"{random.randint(1, 64)} {street}", place, self.directory[who])

    def add(self, household: Household, sex: str, born: date, **known: Any) -> Person:
        """Register one person; ``known`` overrides what would be drawn."""
        given = known.pop("given_names", None) or self._given(sex, born)
        name = known.pop("birth_name", household.name)
        place = known.pop("birth_place", None) or self._birth_place(born)
        adult = born <= years_before(self.today, MAJORITY)
        email = f"{_plain(given[0])}.{_plain(name)}.{len(self.people) + 1}@courriel.example"
        person = Person(
            matricule=self._number(sex, born, place.code), birth_name=name,
            used_name=known.pop("used_name", ""), given_names=given, sex=sex, birth_date=born,
            birth_place=place, address=household.address, home=household.home,
            email=known.pop("email", email if adult else ""),
            mobile=_mobile(len(self.people)) if adult else "",
            # From 12 years on a child has a card; before, the parent's names the child.
            vitale=numbers.vitale(self.random) if born <= years_before(self.today, 12) else "",
            doctor=known.pop("doctor", household.doctor), **known,
        )  # fmt: skip
        self.people.append(person)
        return person

    def represent(self, child: Person, *parents: Person) -> None:
        """Make the parents legal representatives; the child is attached to the first."""
        for rank, parent in enumerate(parents, start=1):
            self.representatives.append((child, parent, rank))

    def _given(self, sex: str, born: date) -> tuple[str, ...]:
        return tuple(self.random.sample(tables.given_names(sex, born.year), 2))

    def _birth_place(self, born: date) -> Place:
        draw = self.random.random()
        # Before 1963 births in Algeria, Morocco and Tunisia carry other numbers: leave them out.
        if draw < 0.08 and born.year > 1963:  # noqa: PLR2004
            return self.random.choice(tables.places("abroad"))
        use = "home" if draw < 0.6 else "birth"  # noqa: PLR2004
        return self.random.choice(tables.places(use))

    def _number(self, sex: str, born: date, cog: str) -> str:
        order = 1
        while (number := numbers.nir(sex, born, cog, order)) in self._taken:
            order += 1
        self._taken.add(number)
        return number


def years_before(day: date, years: int) -> date:
    """The same day ``years`` earlier."""
    return (day - timedelta(days=day.day - 1)).replace(year=day.year - years) + timedelta(
        days=min(day.day, 28) - 1
    )


def _doctor(home: Place, random: Random) -> str:
    near = {"Saumur": ("gp3",), "Les Ponts-de-Cé": ("gp4", "gp5")}
    return random.choice(near.get(home.name, ("gp1", "gp2", "gp4", "gp5")))


def _mobile(number: int) -> str:
    return f"{MOBILE[:-4]}{number:04d}"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in letters if c.isascii() and c.isalpha())
