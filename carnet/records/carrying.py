"""A record on its way out: what one reader may see of it, or all of it from house to house.

Nothing here writes a line of the trace: who makes the copy writes one that names every document
(``EventKind.COPY_MADE``), for a reader whom the door let in. For ``carnet.portability`` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from carnet.access.facts import Facts
from carnet.access.visibility import Predicate
from carnet.base.database import column, row, rows
from carnet.journal.queries import Event
from carnet.journal.wanted import Wanted
from carnet.records import columns, lists, one, trace
from carnet.records.carried import Choices
from carnet.records.filters import Condition, joined, span
from carnet.records.one import Fault, Place
from carnet.records.opened import OpenRecord
from carnet.records.problems import NotFound
from carnet.records.views import DELETED, EntryView, Span, SubmissionView

PAGE = 100
_ALL: Predicate = (f"e.status <> {DELETED}", [])  # what a house hands over to another
_NUMBERS = """
SELECT e.entry_no, e.submission_no FROM records_entry e
WHERE e.person_id = %s AND {taken} ORDER BY e.entry_no
"""
_PLACES = """
SELECT o.entry_no, o.segment, o.position, o.wrapped_key, s.state, s.since
FROM records_entry o LEFT JOIN records_scan s USING (person_id, entry_no)
WHERE o.person_id = %s AND o.entry_no = ANY(%s)
"""
_VIEWS = """
SELECT {columns} FROM records_entry e
WHERE e.person_id = %s AND e.entry_no = ANY(%s) AND {taken} ORDER BY e.entry_no
"""
_LOT_WANTED = "s.submission_no = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Taking:
    """Which documents of a record leave: ``numbers`` maps each to its place in the copy.

    ``facts`` are those of the reader; None from house to house: then what waits for its
    announcement is there too.
    """

    person_id: int
    facts: Facts | None
    taken: Predicate  # over alias e
    numbers: dict[int, int]
    lots: dict[int, int]

    @property
    def past(self) -> bool:
        """Whether the versions before the present one go too: a representative has not all."""
        return self.facts is None or self.facts.holder


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which documents the reader wants: of these categories (None: all), in this span of acts."""

    categories: tuple[str, ...] | None = None
    service: Span = field(default_factory=Span)


def of_reader(opened: OpenRecord, chosen: Chosen = Chosen()) -> Taking:
    """What the reader of an open record takes along, now."""
    return _taking(opened.person_id, opened.facts, opened.visible(), chosen)


def of_house(person_id: int, chosen: Chosen = Chosen()) -> Taking:
    """All that a house hands over to another: never to a person."""
    return _taking(person_id, None, _ALL, chosen)


def _taking(person_id: int, facts: Facts | None, visible: Predicate, chosen: Chosen) -> Taking:
    wanted = joined(_wanted(chosen))
    taken = (f"{visible[0]} AND {wanted[0]}", [*visible[1], *wanted[1]])
    found = rows(_NUMBERS.format(taken=taken[0]), [person_id, *taken[1]])
    lots = sorted({lot for _entry, lot in found})
    return Taking(
        person_id, facts, taken,
        {entry: place for place, (entry, _lot) in enumerate(found, 1)},
        {lot: place for place, lot in enumerate(lots, 1)},
    )  # fmt: skip


def _wanted(chosen: Chosen) -> Iterator[Condition]:
    if chosen.categories is not None:
        yield "e.category = ANY(%s)", [list(chosen.categories)]
    yield from span("e.service_start", "coalesce(e.service_stop, e.service_start)", chosen.service)


def still_there(taking: Taking) -> bool:
    """Whether each of these would be taken now: none was deleted or hidden since."""
    sql, params = taking.taken
    found = column(_NUMBERS.format(taken=sql), [taking.person_id, *params])
    return taking.numbers.keys() <= set(found)


def sees_all(opened: OpenRecord, entry_nos: Sequence[int]) -> bool:
    """Whether the reader may still see each of these: else a copy made before is not theirs."""
    return len(opened.titles(entry_nos)) == len(set(entry_nos))


def pages(taking: Taking) -> Iterator[list[int]]:
    """The numbers of the entries, some at a time, in the order of the copy."""
    found = list(taking.numbers)
    yield from (found[start : start + PAGE] for start in range(0, len(found), PAGE))


def views(taking: Taking) -> Iterator[EntryView]:
    """Each document whole, as the reader's lists show it."""
    sql, params = taking.taken
    shown, own = columns.whole("e", taking.taken)
    statement = _VIEWS.format(columns=shown, taken=sql)
    for numbers in pages(taking):
        asked = [*own, taking.person_id, numbers, *params]
        yield from (columns.view(line) for line in rows(statement, asked, binary=True))


def lot_views(taking: Taking) -> Iterator[SubmissionView]:
    """Each lot, with those of its documents that are taken; newest first."""
    after = None
    wanted: Condition = (_LOT_WANTED, [list(taking.lots)])
    while True:
        page = lists.submissions(taking.person_id, taking.taken, wanted, after, PAGE)
        yield from page.submissions
        after = page.next
        if after is None:
            return


def originals(taking: Taking) -> Iterator[tuple[bytes, Fault | None]]:
    """The bytes of each document that is taken, in the order of the copy, or what keeps them.

    Raises NotFound once the record is destroyed.
    """
    for numbers in pages(taking):
        places = {no: place for no, *place in rows(_PLACES, [taking.person_id, numbers])}
        if len(places) < len(numbers):
            raise NotFound
        yield from (original(taking, no, tuple(places[no])) for no in numbers)


def original(taking: Taking, entry_no: int, place: Place) -> tuple[bytes, Fault | None]:
    """The bytes of one document, or what keeps them: a fault, the antivirus."""
    return one.fetch(taking.person_id, place, rendition=False)


def history(taking: Taking) -> Iterator[tuple[Event, str]]:
    """The trace as the reader may know it, newest first: each event and its document's title."""
    before: tuple[datetime, int] | None = None
    while events := _events(taking, before):
        yield from events
        before = (events[-1][0].at, events[-1][0].nonce)


def _events(taking: Taking, before: tuple[datetime, int] | None) -> list[tuple[Event, str]]:
    if taking.facts is not None:
        return trace.history(taking.person_id, taking.facts, before, PAGE, Wanted())
    return trace.of_house(taking.person_id, before, PAGE)


def choices(person_id: int) -> Choices:
    """What the person chose for documents to come."""
    found = row(
        "SELECT hide_new_documents, hidden_categories FROM records_record WHERE person_id = %s",
        [person_id],
    )
    hide, categories = found or (False, [])
    return Choices(hide, sorted(categories))
