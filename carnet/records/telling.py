"""What somebody may be told of before they open a record: no event, for nothing is read."""

from __future__ import annotations

from collections.abc import Iterable

from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind
from carnet.access.visibility import predicate
from carnet.records import trace
from carnet.sharing.queries import facts


def may_know_of(person_id: int, reader_id: int, entry_nos: Iterable[int]) -> frozenset[int]:
    """Those of these entries that this person would see in that record now; none when refused."""
    wanted = frozenset(entry_nos)
    known = facts(person_id, Actor(ActorKind.PERSON, reader_id), Action.SEARCH)
    if not wanted or not decide(known).allowed:
        return frozenset()
    return frozenset(trace.titles(person_id, predicate(known), wanted))
