"""What the documents of an open record say: results, measures, vaccinations and so on.

The values were drawn and sealed by the service (carnet.contents). Here they are shown to a
reader: those of the current documents that the reader may see, told apart inside the SQL, so that
a hidden document is no point, no count and no source. Each reading is one event of the trace that
names the documents whose values were given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import structlog
from django.db import transaction

from carnet.base.database import rows
from carnet.base.ids import blind
from carnet.contents import merging, packing
from carnet.contents.series import MEASURED, Found, Point, Series
from carnet.journal.events import EventKind
from carnet.records import columns
from carnet.records.opened import OpenRecord
from carnet.records.problems import NotFound
from carnet.records.scanning import NOT_INFECTED
from carnet.records.spans import spans
from carnet.records.views import APPROVED, EntryView
from carnet.vault.personal import Box
from carnet.vault.problems import IntegrityProblem

# What the antivirus found infected shows nothing of itself, here neither.
_DRAWN = f"""
SELECT {columns.listed("e")}, r.read_at IS NULL, r.values
FROM records_entry e JOIN contents_reading r USING (person_id, entry_no)
WHERE e.person_id = %s AND (e.status = {APPROVED} OR e.entry_no = %s)
  AND (r.read_at IS NULL OR r.values IS NOT NULL) AND {{visible}}
  AND {NOT_INFECTED}
"""
_NO_ENTRY = 0
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Results:
    """What was drawn, and the documents it comes from, by their number.

    ``counts``: how many series there are of each kind, those not asked for too; ``unread``: the
    documents that the service has still to read.
    """

    series: tuple[Series, ...]
    documents: Mapping[int, EntryView]
    counts: Mapping[str, int]
    unread: frozenset[int]


@dataclass(frozen=True, slots=True)
class Compared:
    """One result of a document, as a point of its series, and the point before it."""

    found: Found
    point: Point
    series: Series
    before: Point | None


def key(person_id: int, series: Series) -> str:
    """The opaque name of a series in addresses: it tells neither the analysis nor the person."""
    return blind("contents.series", f"{person_id} {series.identity}").hex()


def results(record: OpenRecord, kinds: Iterable[str] = MEASURED) -> Results:
    """Everything of these kinds (``values_model.KINDS``), in the order of names."""
    wanted = frozenset(kinds)
    return _shown(record, lambda series: series.kind in wanted)


def one(record: OpenRecord, name: str) -> Results:
    """The one series of this ``key``. Raises NotFound, also where all of it is hidden."""
    found = _shown(record, lambda series: key(record.person_id, series) == name)
    if not found.series:
        raise NotFound
    return found


def of_document(record: OpenRecord, entry_no: int) -> tuple[list[Compared], Results]:
    """The last result of each series in a document that the reader has just read.

    Writes an event where values of other documents are given with them.
    """
    with transaction.atomic():
        found = _drawn(record, entry_no)
        compared = [line for one in found.series if (line := _compared(one, entry_no))]
        others = {n for line in compared if line.before for n in line.before.entries} - {entry_no}
        if others:
            record.journal(EventKind.VALUES_READ, detail={"entries": spans(others)})
    return sorted(compared, key=lambda line: line.found.place), found


def _compared(series: Series, entry_no: int) -> Compared | None:
    for point in reversed(series.points) if series.kind in MEASURED else ():
        for found in point.found:
            if found.entry_no == entry_no:
                return Compared(found, point, series, series.before(point.when))
    return None


def _shown(record: OpenRecord, wanted: Callable[[Series], bool]) -> Results:
    with transaction.atomic():
        found = _drawn(record)
        shown = tuple(one for one in found.series if wanted(one))
        entries = spans(n for one in shown for point in one.points for n in point.entries)
        record.journal(EventKind.VALUES_READ, detail={"entries": entries})
    return replace(found, series=shown)


def _drawn(record: OpenRecord, entry_no: int = _NO_ENTRY) -> Results:
    """All series of the current documents that the reader may see, and of ``entry_no``."""
    sql, params = record.visible()
    asked = [record.person_id, entry_no, *params]
    lines = rows(_DRAWN.format(visible=sql), asked, binary=True)
    box = Box(record.person_id) if lines else None
    documents, unread, found = {}, set(), list[Found]()
    for *listed, waits, kept in lines:
        view = columns.view(listed)
        documents[view.entry_no] = view
        if waits:
            unread.add(view.entry_no)
        if box and kept:
            found += opened(box, view.entry_no, kept)
    series = tuple(merging.series(found))
    counts = Counter(one.kind for one in series)
    return Results(series, documents, counts, frozenset(unread))


def opened(box: Box, entry_no: int, kept: bytes) -> Iterable[Found]:
    """The values of one document, unsealed; none of a row that was altered."""
    try:
        values = packing.opened(box, entry_no, kept)
    except IntegrityProblem:  # one altered row must not hide what all others say
        _log.exception("contents.altered", entry_no=entry_no)
        return ()
    return (Found(entry_no, place, value) for place, value in enumerate(values))
