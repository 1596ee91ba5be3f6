"""The bin: what people delete of their own leaves every page at once, and comes back on demand.

After ``BIN_DAYS`` the worker erases it for ever. A document goes with all that it replaced, and
comes back with it (docs/own-documents.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction

from carnet.access.facts import Action, Actor
from carnet.base import clock
from carnet.base.database import column, execute, rows
from carnet.contents import arriving
from carnet.filing import following
from carnet.journal.events import EventKind, record
from carnet.journal.wanted import Wanted
from carnet.records import chains, columns, own, trace, versions
from carnet.records.asking import Permitted, change, lock
from carnet.records.opened import OpenRecord
from carnet.records.problems import NotFound, NotOwn, TooManyAtOnce
from carnet.records.spans import spans
from carnet.records.states import SYSTEM
from carnet.records.views import DELETED, DEPRECATED, EntryView

Move = Callable[[int, set[int]], Collection[int]]

# Deleted by somebody else, or erased already: for who asks, no such thing.
_GONE = """
SELECT e.entry_no FROM records_entry e LEFT JOIN records_binned b USING (person_id, entry_no)
WHERE e.person_id = %s AND e.entry_no = ANY(%s) AND e.status = 4
  AND (b.entry_no IS NULL OR b.erased_at IS NOT NULL)
"""
_IN = """
INSERT INTO records_binned (person_id, entry_no, since, status_before)
SELECT person_id, entry_no, %s, status FROM records_entry
WHERE person_id = %s AND entry_no = ANY(%s) AND status <> 4
"""
_OUT = """
DELETE FROM records_binned
WHERE person_id = %s AND entry_no = ANY(%s) AND erased_at IS NULL
RETURNING entry_no, status_before
"""
_LISTED = f"""
SELECT b.since, {columns.listed("o")}
FROM records_binned b JOIN records_entry o USING (person_id, entry_no)
WHERE b.person_id = %s AND b.erased_at IS NULL AND b.status_before <> 2
  AND b.entry_no <> ALL(%s::int[])
ORDER BY b.since DESC, b.entry_no DESC
"""
_DUE = """
SELECT person_id, array_agg(entry_no ORDER BY entry_no) FROM records_binned
WHERE erased_at IS NULL AND since <= %s GROUP BY person_id ORDER BY min(since) LIMIT %s
"""
_OVER = """
UPDATE records_binned SET erased_at = %s
WHERE person_id = %s AND entry_no = ANY(%s) AND erased_at IS NULL
RETURNING entry_no, status_before
"""


@dataclass(frozen=True, slots=True)
class InBin:
    """One document of the bin; from ``until`` on it is erased."""

    entry: EntryView
    since: datetime

    @property
    def until(self) -> datetime:
        """When the worker may erase it."""
        return self.since + timedelta(days=settings.BIN_DAYS)


def delete(person_id: int, actor: Actor, entry_nos: Sequence[int]) -> tuple[int, ...]:
    """Put documents in the bin, all or none; return those that were not there yet.

    Only who may govern the record, and only what was deposited on the person's side. Raises
    Refused, NotFound, NotOwn, TooManyAtOnce.
    """
    if len(set(entry_nos)) > settings.DELETIONS_AT_ONCE:
        raise TooManyAtOnce
    return _each(person_id, actor, entry_nos, EventKind.DOCUMENT_DELETED, _put_in)


def restore(person_id: int, actor: Actor, entry_nos: Sequence[int]) -> tuple[int, ...]:
    """Take documents back from the bin; return those that were there. Raises as ``delete``."""
    return _each(person_id, actor, entry_nos, EventKind.DOCUMENT_RESTORED, _take_out)


def in_bin(opened: OpenRecord) -> list[InBin]:
    """What the bin holds of what this reader saw, latest first; for who governs the record."""
    with transaction.atomic():
        kept = trace.knowable(opened.person_id, opened.facts, Wanted()).without_entries
        found = rows(_LISTED, [opened.person_id, list(kept)], binary=True)
        lines = [InBin(columns.view(line[1:]), line[0]) for line in found]
        listed = spans(one.entry.entry_no for one in lines)
        opened.journal(EventKind.SEARCHED, detail={"entries": listed, "total": len(lines)})
    return lines


def erase_due(limit: int = 500) -> int:
    """Erase what its days in the bin are over for, of ``limit`` people; return how many."""
    before = clock.now() - timedelta(days=settings.BIN_DAYS)
    return sum(_erase(person_id, entries) for person_id, entries in rows(_DUE, [before, limit]))


def _each(
    person_id: int, actor: Actor, entry_nos: Sequence[int], kind: EventKind, move: Move
) -> tuple[int, ...]:
    write = partial(_move, person_id, actor, kind=kind, move=move)
    try:
        return change(person_id, actor, entry_nos, Action.GOVERN, write, deleted=True)
    except NotOwn as problem:
        raise own.refuse(person_id, actor, problem.entry_no) from None


def _move(
    person_id: int, actor: Actor, permitted: Permitted, *, kind: EventKind, move: Move
) -> tuple[int, ...]:
    """One event a document that was named, which tells also of what it replaced."""
    moved = []
    for entry_no, decision in permitted.items():
        chain = chains.of(person_id, [entry_no])
        _check(person_id, entry_no, chain)
        if made := move(person_id, chain):
            detail = {"entries": spans(made)}
            record(kind, person_id, actor, entry_no=entry_no, decision=decision, detail=detail)
            moved.append(entry_no)
    return tuple(moved)


def _check(person_id: int, entry_no: int, chain: set[int]) -> None:
    if column(_GONE, [person_id, sorted(chain)]):
        raise NotFound
    if chain - own.among(person_id, chain):
        raise NotOwn(entry_no)


def _put_in(person_id: int, chain: set[int]) -> Collection[int]:
    execute(_IN, [clock.now(), person_id, sorted(chain)])
    return versions.change(person_id, chain, status=DELETED)


def _take_out(person_id: int, chain: set[int]) -> Collection[int]:
    back = rows(_OUT, [person_id, sorted(chain)])
    for status in {before for _number, before in back}:
        numbers = [number for number, before in back if before == status]
        versions.change(person_id, numbers, status=status)
    return [number for number, _before in back]


def _erase(person_id: int, entry_nos: Sequence[int]) -> int:
    with transaction.atomic():
        lock(person_id)
        over = rows(_OVER, [clock.now(), person_id, entry_nos])
        versions.erase(person_id, [number for number, _before in over])
        for number, before in over:
            _forget(person_id, number)
            if before != DEPRECATED:  # the line of what it replaced is its own
                detail = {"entries": spans(chains.of(person_id, [number]))}
                kind = EventKind.DOCUMENT_ERASED
                record(kind, person_id, SYSTEM, entry_no=number, detail=detail)
    return len(over)


def _forget(person_id: int, entry_no: int) -> None:
    """What was read in it and how it was filed; from whom it was kept says nothing of it."""
    arriving.forget(person_id, entry_no)
    following.forget(person_id, entry_no)
    for table in ("announcement", "scan"):
        execute(
            f"DELETE FROM records_{table} WHERE person_id = %s AND entry_no = %s",
            [person_id, entry_no],
        )
