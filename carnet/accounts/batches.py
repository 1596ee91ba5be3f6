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
    outcomes: dict[bytes, Outcome] = {}
    with transaction.atomic():
        numbers = register.find_many({*last, *(line.parent for line in lines if line.parent)})
        for group in _parents_first(last.values()):
            outcomes.update(_group(group, numbers))
        reasons = first_documents.keep_all(last.values(), numbers, documents)
    for line in last.values() if reasons else ():
        said = filter(None, (outcomes[line.person].reason, reasons.get(line.number, "")))
        outcomes[line.person] = outcomes[line.person]._replace(reason="; ".join(said))
    return [
        outcomes[line.person] if last[line.person] is line else _earlier(line, numbers)
        for line in lines
    ]


def _earlier(line: Prepared, numbers: Numbers) -> Outcome:
    """A later line of the same person counts."""
    return Outcome(line.number, Result.KNOWN, person_id=numbers.get(line.person, 0))


def _parents_first(lines: Iterable[Prepared]) -> tuple[list[Prepared], list[Prepared]]:
    adults: list[Prepared] = []
    children: list[Prepared] = []
    for line in lines:
        (children if line.parent else adults).append(line)
    return adults, children


def _group(lines: Iterable[Prepared], numbers: Numbers) -> Iterator[tuple[bytes, Outcome]]:
    new: list[Prepared] = []
    known: list[Prepared] = []
    for line in lines:
        if line.parent and line.parent not in numbers:
            yield line.person, Outcome(line.number, Result.WAITING)
        elif line.person in numbers:
            known.append(line)
        elif line.deceased_on:
            yield line.person, Outcome(line.number, Result.SET_ASIDE, _UNKNOWN_DEAD)
        else:
            new.append(line)
    yield from _add(new, numbers)
    yield from _bring_up(known, numbers)


def _add(lines: list[Prepared], numbers: Numbers) -> Iterator[tuple[bytes, Outcome]]:
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
    insured_contacts.expect(dict(pairs), parents)
    numbers.update((line.person, number) for number, line in pairs)
    for number, line in pairs:
        yield line.person, Outcome(line.number, Result.ENROLLED, "", number)


def _bring_up(lines: list[Prepared], numbers: Numbers) -> Iterator[tuple[bytes, Outcome]]:
    if not lines:
        return
    people = [
        Same(numbers[line.person], line, numbers[line.parent] if line.parent else None)
        for line in lines
    ]
    for one, news in zip(people, bring_up(people), strict=True):
        line, changed = one.line, bool(news.changed)
        said = Outcome(line.number, Result.KNOWN, news.problem, one.person_id, changed)
        yield line.person, said
