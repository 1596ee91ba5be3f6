"""An elderly couple and their daughter: she is the caregiver of one, the other's offer waits."""

from __future__ import annotations

from carnet.access.facts import Actor, ActorKind
from carnet.demo.nation.model import Nation, Person
from carnet.demo.settle import House
from carnet.sharing import delegates, delegation
from carnet.sharing.delegation import Scope
from carnet.sharing.matching import Named

_SCOPE = Scope(None, 12, writes=True)


def settle(nation: Nation, house: House) -> None:
    """Yvette's record is entrusted to Martine; the offer of Henri waits for her answer.

    Done again after a load that was cut, it changes nothing.
    """
    daughter = nation.named("martine")
    for slug in ("yvette", "henri"):
        number = house.people[nation.named(slug).matricule]
        if not delegates.given(number):
            offered = _offer(number, daughter)
            if slug == "yvette":
                delegation.accept(number, offered, house.people[daughter.matricule])


def _offer(number: int, daughter: Person) -> int:
    named = Named(daughter.matricule, daughter.first_name, daughter.birth_name, daughter.birth_date)
    holder = Actor(ActorKind.PERSON, number)
    return delegation.offer(number, holder, delegation.candidate(named), _SCOPE)
