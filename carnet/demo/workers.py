"""Deposits people's documents in several processes: most of the time goes to setting PDFs."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from carnet.demo.nation import build
from carnet.demo.nation.model import Nation

if TYPE_CHECKING:  # a spawned process reads this module before Django is ready
    from carnet.demo.settle import House

MOST = 4
Numbers = dict[str, dict[str, int]]  # the fields of House
_house: House


def deposited(nation: Nation, house: House, processes: int) -> Iterator[int]:
    """Deposit everybody's documents; yield how many, a person at a time."""
    if processes == 1:
        _know(dataclasses.asdict(house))
        yield from (_person(nation, number) for number in range(len(nation.people)))
        return
    # Spawned, never forked: the database connection and the compiler's threads stay here.
    known = (dataclasses.asdict(house),)
    with ProcessPoolExecutor(processes, get_context("spawn"), _start, known) as pool:
        yield from pool.map(_numbered, range(len(nation.people)), chunksize=4)


def count() -> int:
    """How many processes help on this machine."""
    return min(os.cpu_count() or 1, MOST)


def _start(numbers: Numbers) -> None:
    import django

    django.setup()
    _know(numbers)


def _know(numbers: Numbers) -> None:
    global _house
    from carnet.demo.settle import House

    _house = House(**numbers)


def _numbered(number: int) -> int:
    return _person(build(), number)


def _person(nation: Nation, number: int) -> int:
    from carnet.demo.deposits import person_documents
    from carnet.demo.stories import story

    person = nation.people[number]
    return person_documents(_house, person, story(nation, person))
