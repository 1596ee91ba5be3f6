"""« Mon histoire de santé »: the stays and the visits of one open record, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from carnet.access.visibility import Predicate
from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.records import columns
from carnet.records.opened import OpenRecord
from carnet.records.spans import spans
from carnet.records.stays import Care, grouped
from carnet.records.views import APPROVED, EntryView

PAGE = 20
_ALL = """
SELECT {columns} FROM records_entry e WHERE e.person_id = %s AND e.status = %s AND {visible}
"""


@dataclass(frozen=True, slots=True)
class Story:
    """One page of it, the latest first. Counts are of all that this reader may see."""

    cares: tuple[Care, ...] = ()
    total: int = 0
    years: Mapping[int, int] = field(default_factory=dict)  # of their beginnings, newest first


def story(record: OpenRecord, year: int = 0, page: int = 1) -> Story:
    """Tell the care of one year, 0 for all of it; ``page`` from 1. HISTORY_OF_CARE_READ."""
    with transaction.atomic():
        entries = _entries(record.person_id, record.visible())
        found = _page(grouped(entries), year, page)
        shown = spans(entry.entry_no for care in found.cares for entry in care.entries)
        record.journal(EventKind.HISTORY_OF_CARE_READ, detail={"entries": shown})
    return found


def _entries(person_id: int, visible: Predicate) -> list[EntryView]:
    sql, params = visible
    asked = _ALL.format(columns=columns.listed("e"), visible=sql)
    return [columns.view(line) for line in rows(asked, [person_id, APPROVED, *params], binary=True)]


def _page(cares: Sequence[Care], year: int, page: int) -> Story:
    kept = [one for one in cares if not year or one.first.year == year]
    years = Counter(one.first.year for one in cares)
    start = (page - 1) * PAGE
    newest = dict(sorted(years.items(), reverse=True))
    return Story(tuple(kept[start : start + PAGE]), len(kept), newest)
