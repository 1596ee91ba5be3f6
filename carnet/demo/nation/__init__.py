"""The synthetic nation: 300 people, 40 professionals, 12 organisations, and their stories."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random

from carnet.demo.nation import characters, directory, families
from carnet.demo.nation.model import Nation
from carnet.demo.nation.registry import Registry

SEED = 1
SIZE = 300
# The day the nation was thought of: a fixed one, so that its people never change.
TODAY = date(2026, 11, 15)


@cache
def build(seed: int = SEED) -> Nation:
    """Build the nation of this seed: pure, the same on every machine."""
    # A seeded generator on purpose: the nation must be the same everywhere.
    registry = Registry(Random(seed), directory.build(), TODAY)  # noqa: S311
    characters.register(registry)
    families.fill(registry, SIZE)
    return Nation(
        seed=seed,
        today=TODAY,
        people=tuple(registry.people),
        directory=registry.directory,
        representatives=tuple(registry.representatives),
        grown=tuple(registry.grown),
    )
