"""Some thousands of prepared lines in one transaction: new people added, known ones brought up.

Parents come first, so that a family may stand in any order; a child whose parent is unknown
waits. Somebody twice: the later line counts. The same lines again change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from carnet.accounts import first_documents, insured_contacts
from carnet.accounts.fields import majority
from carnet.accounts.first_documents import Folder
from carnet.accounts.known import Same, bring_up
from carnet.accounts.outcomes import Outcome, Result
from carnet.accounts.prepared import Prepared
from carnet.identity import register
from carnet.identity.people import AlreadyKnown
from carnet.records.register import expect_many
from carnet.sharing import attachments

Numbers = dict[bytes, int]  # blind index of a matricule: person_id
_UNKNOWN_DEAD = "deces: a person of the house expected, an unknown one found"


def take(lines: Sequence[Prepared], documents: Folder | None = None) -> list[Outcome]:
    """Take these lines, all or none; one outcome each, in their order."""
    try:
        return _take(lines, documents)
    except AlreadyKnown:  # added meanwhile by somebody else: known this time
        return _take(lines, documents)


def _take(lines: Sequence[Prepared], documents: Folder | None) -> list[Outcome]:
    last = {line.person: line for line in lines}
    outcomes: dict[int, Outcome] = {}
    with transaction.atomic():
        numbers = register.find_many({*last, *(line.parent for line in lines if line.parent)})
        for group in _parents_first(last.values()):
            outcomes |= {one.number: one for one in _group(group, numbers)}
        reasons = first_documents.keep_all(last.values(), numbers, documents)
    earlier = Outcome(0, Result.KNOWN)
    return [
        _said(line, outcomes.get(line.number, earlier), reasons.get(line.number, ""), numbers)
        for line in lines
    ]


def _said(line: Prepared, outcome: Outcome, reason: str, numbers: Numbers) -> Outcome:
    person_id = numbers.get(line.person, 0)
    said = "; ".join(filter(None, (outcome.reason, reason)))
    return Outcome(line.number, outcome.result, said, person_id, outcome.changed)


def _parents_first(lines: Iterable[Prepared]) -> tuple[list[Prepared], list[Prepared]]:
    adults: list[Prepared] = []
    children: list[Prepared] = []
    for line in lines:
        (children if line.parent else adults).append(line)
    return adults, children


def _group(lines: Iterable[Prepared], numbers: Numbers) -> Iterator[Outcome]:
    new: list[Prepared] = []
    known: list[Prepared] = []
    for line in lines:
        if line.parent and line.parent not in numbers:
            yield Outcome(line.number, Result.WAITING)
        elif line.person in numbers:
            known.append(line)
        elif line.deceased_on:
            yield Outcome(line.number, Result.SET_ASIDE, _UNKNOWN_DEAD)
        else:
            new.append(line)
    yield from _add(new, numbers)
    yield from _bring_up(known, numbers)


def _add(lines: list[Prepared], numbers: Numbers) -> Iterator[Outcome]:
    if not lines:
        return
    added = register.add_many([line.entrant for line in lines])
    expect_many(added)
    pairs = list(zip(added, lines, strict=True))
    parents = {number: numbers[line.parent] for number, line in pairs if line.parent}
    attachments.attach_many(
        [
            (number, parents[number], majority(line.entrant.traits.birth_date))
            for number, line in pairs
            if line.parent
        ]
    )
    insured_contacts.expect({number: line.reach for number, line in pairs}, parents)
    numbers.update((line.person, number) for number, line in pairs)
    yield from (Outcome(line.number, Result.ENROLLED) for line in lines)


def _bring_up(lines: list[Prepared], numbers: Numbers) -> Iterator[Outcome]:
    if not lines:
        return
    people = [
        Same(numbers[line.person], line, numbers[line.parent] if line.parent else None)
        for line in lines
    ]
    for line, news in zip(lines, bring_up(people), strict=True):
        changed = bool(news.changed)
        yield Outcome(line.number, Result.KNOWN, news.problem, changed=changed)
