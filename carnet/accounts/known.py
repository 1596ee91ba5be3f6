"""People whom the house knows, brought up to what the insurer says of them now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import insured_contacts
from carnet.accounts.fields import majority
from carnet.accounts.prepared import Prepared, Reach
from carnet.identity import register
from carnet.identity.register import Known
from carnet.journal.events import EventKind, record_each
from carnet.records import actions as records
from carnet.sharing import actions as sharing
from carnet.sharing import attachments, majorities

_SYSTEM = Actor(ActorKind.SYSTEM)


class Same(NamedTuple):
    """A person of the house and their line."""

    person_id: int
    line: Prepared
    parent_id: int | None


class News(NamedTuple):
    """What a line changed of a person, by name; ``problem``: what could not be."""

    changed: list[str]
    problem: str = ""


def bring_up(people: Sequence[Same]) -> list[News]:
    """Write what the insurer knows otherwise; what is the same costs three reads for them all."""
    numbers = [one.person_id for one in people]
    before = register.known(numbers)
    reached = insured_contacts.known(numbers)
    parents = attachments.attached_to([one.person_id for one in people if one.parent_id])
    _expect([one for one in people if one.person_id not in reached])
    news = [
        _one(one, before[one.person_id], reached.get(one.person_id), parents.get(one.person_id))
        for one in people
    ]
    told = [
        (one.person_id, {"changed": what.changed})
        for one, what in zip(people, news, strict=True)
        if what.changed
    ]
    record_each(EventKind.IDENTITY_UPDATED, told, _SYSTEM)
    return news


def _expect(people: list[Same]) -> None:
    """Those added by hand, not by a file, get what the others have."""
    for one in people:
        records.create_record(one.person_id, "not_created")
    parents = {one.person_id: one.parent_id for one in people if one.parent_id}
    lines = {one.person_id: one.line for one in people}
    insured_contacts.expect(lines, parents, insured_contacts.told(lines))


def _one(one: Same, before: Known, reached: Reach | None, parent_id: int | None) -> News:
    changed = register.changes(before, one.line.entrant)
    if changed:
        register.bring_up(one.person_id, one.line.entrant)
    if reached not in {None, one.line.reach}:
        insured_contacts.bring_up(one.person_id, one.line.reach)
        changed = [*changed, "contact"]
    born = one.line.entrant.traits.birth_date
    if "birth_date" in changed:  # also of somebody whose line names no parent any more: an adult
        majorities.move(one.person_id, majority(born))
    if one.parent_id and one.parent_id != parent_id:
        sharing.declare_representative(one.person_id, one.parent_id, until=majority(born))
    return News(changed, _death(one, before))


def _death(one: Same, before: Known) -> str:
    """Record a death, or that it was an error of the register; return what stops it."""
    try:
        if one.line.deceased_on and one.line.deceased_on != before.deceased_on:
            records.record_death(one.person_id, _SYSTEM, one.line.deceased_on)
            insured_contacts.forget_queue(one.person_id)
        elif one.line.living and before.deceased_on:
            records.withdraw_death(one.person_id, _SYSTEM)
            insured_contacts.queue_again(one.person_id)
    except records.Impossible as problem:
        return f"deces: a record that can end expected, one that is {problem.state} found"
    return ""
