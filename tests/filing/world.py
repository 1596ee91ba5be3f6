"""What a reader sees of how a record is filed, in plain values."""

from __future__ import annotations

from datetime import timedelta

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.filing import pins, shelves
from carnet.records import door
from carnet.sharing.models import Delegation
from tests.records.world import PERSON

CAREGIVER = 504
HELPER = Actor(ActorKind.PERSON, CAREGIVER)


def filed(actor: Actor) -> dict[str, list[int]]:
    """The documents of each folder, by its name ("" is the automatic one)."""
    seen = shelves.of(door.open(PERSON, actor))
    return {one.name: sorted(seen.entries(one.folder_no)) for one in seen.folders}


def counts(actor: Actor) -> dict[str, int]:
    """What each folder says that it holds."""
    return {one.name: one.count for one in shelves.of(door.open(PERSON, actor)).folders}


def pinned(actor: Actor) -> list[int]:
    """The pinned documents."""
    return sorted(pins.of(door.open(PERSON, actor)))


def entrust(*categories: str, writes: bool = True) -> None:
    """The person has a proche aidant, for these categories (none named: for all)."""
    Delegation.objects.create(
        person_id=PERSON, delegation_no=1, caregiver_id=CAREGIVER, named="Laura",
        categories=list(categories) or None, writes=writes, hidden_documents=False,
        answer="accepted", offered_at=clock.now(), expires_at=clock.now(),
        answered_at=clock.now(), until=clock.today() + timedelta(days=30),
    )  # fmt: skip
