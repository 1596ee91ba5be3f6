"""Caregivers to look at: Laura helps Julie, and somebody has asked Julie to help them."""

from __future__ import annotations

from carnet.access.facts import Actor, ActorKind
from carnet.base import outbox
from carnet.sharing import delegation
from carnet.sharing.delegation import Candidate, Scope
from uichecks.world import World

# As the first screen of « Choisir un aidant » leaves it in the session.
ENTRUSTING = {"entrusting": {"named": "Laura Petit", "caregiver_id": None}}


def build(world: World) -> None:
    """One delegation that runs, one offer that waits for Julie, one that waits for nobody."""
    number = _offer(world.julie, world.laura)
    delegation.accept(world.julie, number, world.laura)
    _offer(world.julie, None)
    _offer(world.empty, world.julie)
    outbox.drain(1000)


def _offer(person_id: int, caregiver_id: int | None) -> int:
    holder = Actor(ActorKind.PERSON, person_id)
    scope = Scope(None, 6, writes=True)
    return delegation.offer(person_id, holder, Candidate("Laura Petit", caregiver_id), scope)
