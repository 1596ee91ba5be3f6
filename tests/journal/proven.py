"""A log of two people, and the file of proof of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.journal import census, proofs, seals
from carnet.journal.events import EventKind, record
from carnet.journal.leaves import Row
from carnet.journal.material import Openness

DOCTOR = Actor(ActorKind.PROFESSIONAL, 3, organization_id=4, software="Logiciel 2.1")
HOLDER = Actor(ActorKind.PERSON, 7)
Sealing = Callable[[], int]
File = dict[str, Any]


def happen(*people: int) -> None:
    for number, person in enumerate(people):
        record(EventKind.DOCUMENT_READ, person, DOCTOR, entry_no=number, detail={"é": number})


def words(events: Iterable[Row]) -> list[dict[str, str]]:
    return [{"said": f"ligne {event.entry_no}"} for event in events]


def all_open(event: Row) -> Openness:
    return Openness.OPEN


def proof(
    person: int = 7,
    openness: Callable[[Row], Openness] = all_open,
    *,
    complete: bool = True,
    head: seals.Seal | None = None,
) -> bytes:
    head = head or proofs.ready_head(complete=complete)
    return "".join(proofs.person(person, head, openness, words, complete=complete)).encode()


@pytest.fixture
def log(seal_all: Sealing) -> None:
    """Two people over three seals, a census after the second, and one event that waits."""
    happen(7, 8, 7, 7, 8)
    seal_all()
    happen(8, 7)
    seal_all()
    census.take()
    seal_all()
    happen(7, 8)
    seal_all()
    happen(7)
