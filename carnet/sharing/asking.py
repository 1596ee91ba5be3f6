"""Asks the policy whether somebody may change a standing; a refusal is journaled."""

from __future__ import annotations

from typing import NoReturn

from carnet.access.decide import Decision, decide
from carnet.access.facts import Action, Actor, ActorKind
from carnet.journal.events import EventKind, record
from carnet.sharing.problems import SharingRefused
from carnet.sharing.standing import facts


def allowed(person_id: int, actor: Actor, action: Action = Action.SHARE) -> Decision:
    """The decision that lets this actor share, or block; raises SharingRefused."""
    decision = decide(facts(person_id, actor, action))
    if not decision.allowed:
        refuse(person_id, actor, decision, action)
    return decision


def allowed_to_the_person(person_id: int, actor: Actor, action: Action = Action.SHARE) -> Decision:
    """As ``allowed``, of the holder or a representative only: nobody chooses this for them."""
    decision = allowed(person_id, actor, action)
    if actor.kind is not ActorKind.PERSON:
        refuse(person_id, actor, decision.given(action=Action.GOVERN), action)
    return decision


def refuse(
    person_id: int, actor: Actor, decision: Decision, action: Action = Action.SHARE
) -> NoReturn:
    """Journal a refusal, and raise it."""
    detail = {"action": int(action)}
    record(EventKind.ACCESS_REFUSED, person_id, actor, decision=decision, detail=detail)
    raise SharingRefused(decision)
