"""What the named families have done with the letters of their children, and what still waits."""

from __future__ import annotations

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import actions as accounts
from carnet.accounts import family
from carnet.demo.nation.model import Nation, Person
from carnet.demo.settle import TO_ACTIVATE, House, insured
from carnet.sharing import actions as sharing
from carnet.sharing import families
from carnet.sharing.matching import Named


def settle(nation: Nation, house: House) -> None:
    """Send the codes, activate the children of those who did, leave one invitation waiting.

    Done again after a load that was cut, it changes nothing.
    """
    for child, parent, rank in nation.representatives:
        if rank == 1 and child.slug and parent.sign_in:
            _inform(house, child, parent)
            if child.slug not in TO_ACTIVATE:
                family.activate(house.people[parent.matricule], house.people[child.matricule])
    _invite(nation, house)


def _inform(house: House, child: Person, parent: Person) -> None:
    if child.code:
        for _ in accounts.enrol([insured(parent)]):  # how the insurer reaches the parent
            pass
        accounts.send_information(house.people[child.matricule], code=child.code)


def _invite(nation: Nation, house: House) -> None:
    mother, child, david = (nation.named(slug) for slug in ("sarah", "ines", "david"))
    number, child_number = house.people[mother.matricule], house.people[child.matricule]
    if not families.sent(child_number, number):
        named = Named(david.matricule, david.first_name, david.birth_name, david.birth_date)
        sharing.invite(child_number, Actor(ActorKind.PERSON, number), named)
