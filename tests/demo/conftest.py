"""A small nation: enough people for every right and state, few documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carnet.demo.nation import build
from carnet.demo.nation.model import Nation

KEPT = frozenset(
    (
        "julie",
        "mathieu",
        "theo",
        "david",
        "laura",
        "paul",
        "nadine",
        "gilles",
        "maria",
        "tiago",
        "sarah",
        "ines",
        "adam",
        "sophie",
        "hugo",
        "henri",
        "yvette",
        "martine",
    )
)


@pytest.fixture(scope="session")
def small() -> Nation:
    """The people of KEPT, their relations, and the whole directory."""
    whole = build()
    people = tuple(person for person in whole.people if person.slug in KEPT)
    relations = tuple(
        relation for relation in whole.representatives if {relation[0], relation[1]} <= set(people)
    )
    return replace(whole, people=people, representatives=relations)
