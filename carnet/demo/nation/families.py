"""Families drawn at random until the nation is full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from carnet.demo.nation.model import Person
from carnet.demo.nation.registry import Household, Registry


def fill(registry: Registry, size: int) -> None:
    """Add families of every kind until there are ``size`` people."""
    kinds, weights = zip(*KINDS, strict=True)
    while len(registry.people) < size:
        room = size - len(registry.people)
        wanted = registry.random.choices(kinds, weights)[0]
        (wanted if room >= BIGGEST else _single)(registry)


def _born(registry: Registry, youngest: int, oldest: int) -> date:
    """A birthday of somebody aged between two ages."""
    days = registry.random.randint(int(youngest * 365.25), int((oldest + 1) * 365.25) - 1)
    return registry.today - timedelta(days=days)


def _couple(registry: Registry, home: Household, youngest: int, oldest: int) -> list[Person]:
    hers = _born(registry, youngest, oldest)
    his = hers - timedelta(days=registry.random.randint(-900, 1800))
    wife = registry.add(home, "F", hers, **_married(registry, home))
    return [wife, registry.add(home, "M", his)]


def _married(registry: Registry, home: Household) -> dict[str, str]:
    """Most wives above fifty use their husband's name; many of the others keep theirs."""
    own = registry.household().name
    if registry.random.random() < 0.7:  # noqa: PLR2004
        return {"birth_name": own, "used_name": home.name}
    return {"birth_name": own}


def _children(registry: Registry, home: Household, parents: list[Person]) -> None:
    mother = parents[0]
    count = registry.random.choices((1, 2, 3), (30, 50, 20))[0]
    age = (registry.today - mother.birth_date).days / 365.25
    for _ in range(count):
        at_most = max(min(age - 20, 17.5), 0.3)
        born = registry.today - timedelta(days=int(registry.random.uniform(0.2, at_most) * 365.25))
        child = registry.add(home, registry.random.choice("FM"), born)
        registry.represent(child, *parents)


def _with_children(registry: Registry) -> None:
    home = registry.household()
    _children(registry, home, _couple(registry, home, 24, 44))


def _lone_parent(registry: Registry) -> None:
    home = registry.household()
    mother = registry.add(home, "F", _born(registry, 24, 44))
    _children(registry, home, [mother])


def _without_children(registry: Registry) -> None:
    _couple(registry, registry.household(), 24, 60)


def _retired(registry: Registry) -> None:
    _couple(registry, registry.household(), 62, 88)


def _single(registry: Registry) -> None:
    sex = registry.random.choice("FM")
    registry.add(registry.household(), sex, _born(registry, 19, 92), **_unusual(registry))


def _unusual(registry: Registry) -> dict[str, str]:
    """A few people opposed, or closed their record."""
    draw = registry.random.random()
    if draw < 0.04:  # noqa: PLR2004
        return {"state": "opposed"}
    return {"state": "closed"} if draw < 0.06 else {}  # noqa: PLR2004


BIGGEST = 5  # people in the biggest family
KINDS: tuple[tuple[Callable[[Registry], None], int], ...] = (
    (_with_children, 40),
    (_lone_parent, 12),
    (_without_children, 14),
    (_retired, 20),
    (_single, 14),
)
