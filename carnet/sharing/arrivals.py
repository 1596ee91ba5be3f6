"""What follows when a professional opens a record: the person is told, an emergency begins."""

from __future__ import annotations

from carnet.access.conditions import CONSULTING, EMERGENCIES
from carnet.access.decide import Decision
from carnet.access.facts import ActorKind, Facts
from carnet.sharing import consultations, emergencies


def arrive(person_id: int, known: Facts, decision: Decision) -> None:
    """Keep what the law owes the person, before anything is read."""
    actor = known.actor
    if actor.kind is not ActorKind.PROFESSIONAL or known.action not in CONSULTING:
        return
    if actor.purpose in EMERGENCIES:
        emergencies.enter(person_id, actor, decision)
    else:
        consultations.entered(person_id, actor)
