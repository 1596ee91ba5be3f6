"""Somebody who came of age the day before: the parent is out, their own code is on its way."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import actions as accounts
from carnet.accounts import majority
from carnet.accounts.fields import majority as eighteen
from carnet.base import clock
from carnet.demo.nation.model import Nation, Person
from carnet.demo.settle import House, insured, opened
from carnet.demo.stories.teller import moment
from carnet.records import actions as records
from carnet.sharing import actions as sharing
from carnet.sharing import families


def settle(nation: Nation, house: House) -> None:
    """Live the years with the parent, then the day, as the worker would have.

    Done again after a load that was cut, it changes nothing.
    """
    for child, parent in nation.grown:
        _grow_up(house, child, parent)
    with _on(nation.today):
        majority.run()


def _grow_up(house: House, child: Person, parent: Person) -> None:
    number, parent_number = house.people[child.matricule], house.people[parent.matricule]
    if families.former_parent(number):
        return
    for _ in accounts.enrol([insured(parent)]):  # the home that the letter goes to
        pass
    with _on(opened(child)):
        until = eighteen(child.birth_date)
        sharing.declare_representative(number, parent_number, until=until, certified=True)
        records.activate(number, Actor(ActorKind.PERSON, parent_number))


def _on(day: date) -> AbstractContextManager[None]:
    return clock.moved(moment(day, 9) - clock.now())
