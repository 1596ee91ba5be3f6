"""The editions of one document: what it replaced and what replaced it, as far as a reader sees."""

from __future__ import annotations

from django.db import transaction

from carnet.access.visibility import Predicate
from carnet.base.database import rows
from carnet.journal.events import EventKind
from carnet.records import columns
from carnet.records.opened import OpenRecord
from carnet.records.spans import spans
from carnet.records.views import EntryView

# From one edition to the next through visible ones only: nothing beyond a hidden one is told.
_EDITIONS = """
WITH RECURSIVE chain (entry_no) AS (
  SELECT e.entry_no FROM records_entry e
  WHERE e.person_id = %s AND e.entry_no = %s AND {visible}
  UNION
  SELECT e.entry_no FROM chain c
  JOIN records_entry l ON l.person_id = %s AND l.entry_no = c.entry_no
  JOIN records_entry e ON e.person_id = l.person_id
    AND e.entry_no IN (l.replaces_entry_no, l.replaced_by_entry_no)
  WHERE {visible}
)
SELECT {columns} FROM records_entry e
WHERE e.person_id = %s AND e.entry_no IN (SELECT entry_no FROM chain) ORDER BY e.entry_no DESC
"""


def editions(record: OpenRecord, entry: EntryView) -> list[EntryView]:
    """All editions of this document, the newest first; empty when it is the only one.

    Writes an event, as any list does, where there is something to list.
    """
    if entry.replaces_entry_no is None and entry.replaced_by_entry_no is None:
        return []
    with transaction.atomic():
        found = _found(record.person_id, entry.entry_no, record.visible())
        record.journal(EventKind.SEARCHED, detail=_detail(found))
    return found if len(found) > 1 else []


def _found(person_id: int, entry_no: int, visible: Predicate) -> list[EntryView]:
    sql, params = visible
    statement = _EDITIONS.format(visible=sql, columns=columns.listed("e"))
    asked = [person_id, entry_no, *params, person_id, *params, person_id]
    return [columns.view(line) for line in rows(statement, asked, binary=True)]


def _detail(found: list[EntryView]) -> dict[str, object]:
    return {"entries": spans(one.entry_no for one in found), "total": len(found)}
