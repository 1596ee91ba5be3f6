"""Who is told of the news of a record, and how much of it each may know of.

The holder, of everything; the representatives of a minor, of what is not secret from them; a
caregiver, of the documents of their scope that they would see now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from carnet.notify.queries import Unread
from carnet.records.telling import may_know_of
from carnet.sharing import queries as sharing


class News(NamedTuple):
    """What one effect tells of one record. ``since``: its oldest notice."""

    person_id: int
    kind: str
    secret: bool
    since: datetime
    entries: Sequence[int]


class Told(NamedTuple):
    """One news, and somebody who is to know of it."""

    news: News
    reader_id: int


@dataclass(frozen=True, slots=True)
class Family:
    """Who else than its holder is told of each record."""

    representatives: dict[int, list[int]]
    caregivers: dict[int, list[int]]

    @classmethod
    def of(cls, people: Iterable[int]) -> Family:
        """Two statements for all of these people."""
        everybody = set(people)
        return cls(sharing.representatives_of(everybody), sharing.delegates_of(everybody))


def each(news: Iterable[News]) -> Iterator[Told]:
    """Each news with each who is to know of it."""
    all_ = list(news)
    family = Family.of(one.person_id for one in all_ if not one.secret)
    for one in all_:
        yield Told(one, one.person_id)
        if not one.secret:
            yield from (
                Told(one, parent) for parent in family.representatives.get(one.person_id, ())
            )
            yield from (
                Told(one, helper)
                for helper in family.caregivers.get(one.person_id, ())
                if may_know_of(one.person_id, helper, one.entries)
            )


def heard(person_id: int, reader_id: int, unread: Iterable[Unread], family: Family) -> list[Unread]:
    """What this reader may know of among what is unread; nothing for whoever is nobody here."""
    if reader_id == person_id:
        return list(unread)
    open_ = [one for one in unread if not one.secret_from_representatives]
    if reader_id in family.representatives.get(person_id, ()):
        return open_
    if reader_id not in family.caregivers.get(person_id, ()):
        return []
    entries = [one.entry_no for one in open_ if one.entry_no is not None]
    known = may_know_of(person_id, reader_id, entries)
    return [one for one in open_ if one.entry_no in known]
