"""What belongs to one stay or one visit, among the documents that one reader may see: pure.

The rules, of documents of one place (the structure that deposited them, else their author):

1. A report or a summary of an act of several days makes a stay, from its first day to its last.
   Stays that overlap, or that begin the day after another ends, are one: a transfer, a late report.
2. Another document joins a stay when its day is in it, the day before it, or the day after it.
3. Others of one day, and of the day after the first, are one visit: the prescription, the results
   and the report.

What the person added themself, or what names no place, stands alone. A group is made of visible
documents only, and says nothing that they do not say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carnet.base.clock import LEGAL_ZONE
from carnet.records.views import EntryView

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=366)  # of a stay: what lasts more is a follow-up, or a mistake
_REPORTS = frozenset({"10", "11"})  # classes of TRE_A03: compte rendu, synthèse
_RESULTS = frozenset({"BIOLOGIE", "RADIO_SC"})  # the days of these are those of an examination
_Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Care:
    """One stay, one visit, or one document by itself; its documents, newest first."""

    first: date
    last: date
    entries: tuple[EntryView, ...]
    stay: bool = False

    @property
    def nights(self) -> int:
        """How many nights there are between its first and its last day."""
        return (self.last - self.first).days

    @property
    def organization_id(self) -> int | None:
        """The structure of all its documents, if it is known."""
        return self.entries[0].source_organization_id

    @property
    def types(self) -> frozenset[str]:
        """The types of its documents."""
        return frozenset(entry.type_code for entry in self.entries)


def grouped(entries: Iterable[EntryView]) -> list[Care]:
    """All the stays, visits and single documents of these, the latest first."""
    places: dict[_Place, list[EntryView]] = defaultdict(list)
    found: list[Care] = []
    for entry in entries:
        place = _place(entry)
        if place is None:
            found.append(_care([entry]))
        else:
            places[place].append(entry)
    for of_place in places.values():
        found += _of_place(of_place)
    return sorted(found, key=lambda one: (one.first, one.entries[0].entry_no), reverse=True)


def _place(entry: EntryView) -> _Place | None:
    if entry.source_organization_id:
        return "O", entry.source_organization_id
    if entry.author_professional_id:
        return "P", entry.author_professional_id
    return None


def _of_place(entries: Sequence[EntryView]) -> Iterator[Care]:
    stays = list(_runs(sorted(filter(_lasts, entries), key=_days), _goes_on))
    left: list[EntryView] = []
    for entry in entries:
        if not _lasts(entry):
            stay = next((one for one in stays if _near(entry, one)), None)
            (stay if stay is not None else left).append(entry)
    yield from (_care(stay, stay=True) for stay in stays)
    yield from map(_care, _runs(sorted(left, key=_days), _same_visit))


def _runs(
    entries: Iterable[EntryView], belongs: Callable[[EntryView, list[EntryView]], bool]
) -> Iterator[list[EntryView]]:
    """Cut entries, given by their first day, where one does not belong to the run before it."""
    held: list[EntryView] = []
    for entry in entries:
        if held and not belongs(entry, held):
            yield held
            held = []
        held.append(entry)
    if held:
        yield held


def _goes_on(entry: EntryView, stay: list[EntryView]) -> bool:
    return _days(entry)[0] <= _period(stay)[1] + _DAY


def _same_visit(entry: EntryView, visit: list[EntryView]) -> bool:
    return _days(entry)[0] <= _days(visit[0])[0] + _DAY


def _near(entry: EntryView, stay: Sequence[EntryView]) -> bool:
    first, last = _period([one for one in stay if _lasts(one)])
    return first - _DAY <= _days(entry)[0] <= last + _DAY


def _lasts(entry: EntryView) -> bool:
    first, last = _days(entry)
    of_stay = entry.class_code in _REPORTS and entry.category not in _RESULTS
    return of_stay and first < last <= first + _LONGEST


def _days(entry: EntryView) -> tuple[date, date]:
    """First and last day of its act; an end before the beginning is none."""
    first = entry.service_start.astimezone(LEGAL_ZONE).date()
    last = entry.service_stop.astimezone(LEGAL_ZONE).date() if entry.service_stop else first
    return first, max(first, last)


def _period(entries: Sequence[EntryView]) -> tuple[date, date]:
    days = [_days(entry) for entry in entries]
    return min(first for first, _ in days), max(last for _, last in days)


def _care(entries: Sequence[EntryView], *, stay: bool = False) -> Care:
    """A stay lasts as its reports say; anything else is of the day on which it begins."""
    newest = sorted(entries, key=lambda one: (one.service_start, one.entry_no), reverse=True)
    first, last = _period([one for one in entries if _lasts(one)] if stay else entries)
    return Care(first, last if stay else first, tuple(newest), stay)
