"""Who may file: the holder, who represents them, and a caregiver to whom they entrusted adding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from carnet.access.decide import Decision, decide
from carnet.access.facts import Action, Actor, ActorKind
from carnet.records import asking, door
from carnet.records.asking import Permitted
from carnet.records.opened import OpenRecord

T = TypeVar("T")


def setting(person_id: int, actor: Actor, write: Callable[[Decision], T]) -> T:
    """Call ``write`` under the lock of the record. Raises Refused."""
    return asking.setting(person_id, actor, write, _action(actor))


def documents(
    person_id: int, actor: Actor, entry_nos: Sequence[int], write: Callable[[Permitted], T]
) -> T:
    """Call ``write`` when all of these may be read by who files them. Raises Refused, NotFound."""
    door.open(person_id, actor, _action(actor))
    return asking.change(person_id, actor, entry_nos, Action.READ, write)


def of_family(record: OpenRecord) -> bool:
    """Whether this reader sees how the record is filed: it is no matter of those who care."""
    facts = record.facts
    return facts.holder or facts.represents or facts.delegate


def may_file(record: OpenRecord) -> bool:
    """Whether this reader may change how the record is filed; pages offer it then."""
    asked = replace(record.facts, action=Action.DEPOSIT, document=None)
    return of_family(record) and decide(asked).allowed


def _action(actor: Actor) -> Action:
    """Filing is to add something; those who care add too, but not to how a person files."""
    return Action.DEPOSIT if actor.kind is ActorKind.PERSON else Action.GOVERN
