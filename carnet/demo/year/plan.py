"""What each person of the simulated nation will do, drawn once from the seed.

A life is planned without knowing what the house will answer: who dies may still have planned to
activate. The house refuses such a deed, and the count (carnet.demo.year.ledger) knows it must.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from django.conf import settings

from carnet.accounts.fields import majority
from carnet.demo.nation import directory, families
from carnet.demo.nation.model import Person
from carnet.demo.nation.registry import Registry, years_before

YEAR = 365  # days of the simulation
_WINDOW, _LATEST_ACTIVATION = 42, 120


class Deed(enum.StrEnum):
    """What a person does at noon, what the insurer's file says in the morning, or the operator."""

    OPPOSE = "oppose"
    CHANGE_MIND = "change one's mind"
    ACTIVATE = "activate"
    ASK_CLOSING = "ask the closing"
    ASK_CLOSING_AND_DELETION = "ask the closing and the deletion"
    CANCEL_CLOSING = "cancel the closing"
    REOPEN = "reopen"
    ASK_DELETION = "ask the deletion"
    SAY_NO = "say no to being the representative"
    DIE = "die"
    NOT_DEAD = "is not dead after all"
    BE_SUSPENDED = "be suspended"
    BE_RESUMED = "be resumed"


@dataclass(slots=True)
class Life:
    """One person: who they are, the day (0 is the first of the year) of their line, their deeds."""

    number: int
    person: Person
    enrolled: int
    parent: Life | None = None
    grown: int | None = None  # the day of majority of somebody who was a child
    closed_on: date | None = None  # some ten years ago: the archive ends in this year, or nearly
    deeds: list[tuple[int, Deed]] = field(default_factory=list)


def draw(people: int, seed: int, first_day: date) -> list[Life]:
    """Plan the year of so many people (newborns of the year included), parents before children."""
    random = Random(seed)  # noqa: S311 - a plan, not a secret
    registry = Registry(random, directory.build(), first_day)
    families.fill(registry, people)
    attached = {child.matricule: parent for child, parent, rank in registry.representatives
                if rank == 1}  # fmt: skip
    lives: dict[str, Life] = {}
    for person in sorted(registry.people, key=lambda one: one.matricule in attached):
        parent = attached.get(person.matricule)
        of = lives[parent.matricule] if parent else None
        siblings = {one.person.first_name for one in lives.values() if of and one.parent is of}
        lives[person.matricule] = Life(len(lives), _apart(person, siblings), 0, of)
    everyone = [*lives.values(), *_newborns(registry, list(lives.values()), random)]
    parents = {life.parent.number for life in everyone if life.parent}
    for life in everyone:
        grown = (majority(life.person.birth_date) - first_day).days
        planned = _deeds(life, random, mortal=life.number not in parents)
        # A parent acts for a child until the day of majority, and no longer.
        until = grown if life.parent else YEAR
        life.grown = grown if life.parent else None
        life.deeds = sorted((day, deed) for day, deed in planned if day < min(until, YEAR))
    everyone += _archived(registry, len(everyone))
    return everyone


def _apart(person: Person, siblings: set[str]) -> Person:
    """A first name that no sibling bears: the messages to a parent say nothing more of a child."""
    names = person.given_names
    free = [name for name in (*names, "-".join(names)) if name not in siblings]
    return replace(person, given_names=(free[0], *names)) if free[0] != names[0] else person


def _archived(registry: Registry, first: int) -> Iterator[Life]:
    """One record for a hundred people, closed one after the other in a year of long ago."""
    wanted = max(2, first // 100)
    for number in range(wanted):
        anniversary = registry.today + timedelta(days=YEAR * number // (wanted - 1) - 10)
        born = years_before(registry.today, 40) - timedelta(days=number)
        person = registry.add(registry.household(), registry.random.choice("FM"), born)
        closed_on = years_before(anniversary, settings.ARCHIVE_YEARS)
        yield Life(first + number, person, 0, closed_on=closed_on)


def _newborns(registry: Registry, lives: list[Life], random: Random) -> Iterator[Life]:
    """About one birth a year for a hundred people, each enrolled some days later."""
    parents = [life for life in lives if life.parent is None and _fertile(life, registry.today)]
    wanted = max(1, len(lives) // 100)
    for number, mother in enumerate(random.sample(parents, min(wanted, len(parents)))):
        day = random.randrange(5, YEAR - 60)
        born = registry.today + timedelta(days=day - 5)
        home = registry.household(name=mother.person.birth_name)
        child = registry.add(home, random.choice("FM"), born)
        yield Life(len(lives) + number, child, day, mother)


def _fertile(life: Life, today: date) -> bool:
    person = life.person
    return person.sex == "F" and 20 <= (today - person.birth_date).days / 365.25 < 45  # noqa: PLR2004


def _deeds(life: Life, random: Random, *, mortal: bool) -> Iterator[tuple[int, Deed]]:
    """One fate among several, then perhaps a death; never two deeds of a person on one day."""
    day = life.enrolled
    fates = _CHILD if life.parent else _ADULT
    fate = random.choices([fate for fate, _ in fates], [weight for _, weight in fates])[0]
    planned = list(fate(day, random))
    if mortal and random.random() < 0.02:  # noqa: PLR2004
        planned += list(_death(day, random))
    taken: set[int] = set()
    for when, deed in planned:
        while when in taken:
            when += 1  # noqa: PLW2901
        taken.add(when)
        yield when, deed


def _nothing(day: int, random: Random) -> Iterator[tuple[int, Deed]]:
    yield from ()


def _opposition(day: int, random: Random) -> Iterator[tuple[int, Deed]]:
    # Beyond the window there is nothing to oppose any more: the record is there.
    when = day + random.randrange(1, _WINDOW + 8)
    yield when, Deed.OPPOSE
    if random.random() < 0.3:  # noqa: PLR2004
        yield when + random.randrange(1, 100), Deed.CHANGE_MIND


def _refusal(day: int, random: Random) -> Iterator[tuple[int, Deed]]:
    yield day + random.randrange(1, _WINDOW), Deed.SAY_NO


def _activation(day: int, random: Random) -> Iterator[tuple[int, Deed]]:
    yield day + random.randrange(1, _LATEST_ACTIVATION), Deed.ACTIVATE


def _closing(day: int, random: Random) -> Iterator[tuple[int, Deed]]:
    when = day + random.randrange(1, _LATEST_ACTIVATION)
    yield when, Deed.ACTIVATE
    when += random.randrange(1, 60)
    asked = random.choice([Deed.ASK_CLOSING, Deed.ASK_CLOSING_AND_DELETION])
    yield when, asked
    after = random.randrange(1, 80)
    follows = [Deed.CANCEL_CLOSING, Deed.REOPEN, Deed.ASK_DELETION, None]
    if follow := random.choice(follows):
        yield when + after, follow


def _suspension(day: int, random: Random) -> Iterator[tuple[int, Deed]]:
    when = day + random.randrange(1, _LATEST_ACTIVATION)
    yield when, Deed.ACTIVATE
    when += random.randrange(1, 60)
    yield when, Deed.BE_SUSPENDED
    if random.random() < 0.5:  # noqa: PLR2004
        yield when + random.randrange(1, 60), Deed.BE_RESUMED


def _death(day: int, random: Random) -> Iterator[tuple[int, Deed]]:
    when = day + random.randrange(1, YEAR)
    yield when, Deed.DIE
    if random.random() < 0.1:  # noqa: PLR2004
        yield when + random.randrange(1, 30), Deed.NOT_DEAD


_ADULT = [(_nothing, 52), (_activation, 32), (_opposition, 5), (_closing, 9), (_suspension, 2)]
_CHILD = [(_nothing, 56), (_activation, 35), (_opposition, 5), (_refusal, 4)]
