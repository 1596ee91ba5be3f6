"""Which of some documents a reader sees now, in their present version: for counts, not for lists.

Writes no event: what shows the documents writes its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from carnet.base.database import rows
from carnet.records.opened import OpenRecord
from carnet.records.views import APPROVED

_AMONG = """
SELECT e.entry_no, e.type_code FROM records_entry e
WHERE e.person_id = %s AND e.status = %s AND (e.entry_no = ANY(%s) OR e.type_code = ANY(%s))
  AND {visible}
"""


def current(
    record: OpenRecord, entry_nos: Iterable[int], types: Iterable[str] = ()
) -> dict[int, str]:
    """The type of each current document with one of these numbers, or of one of these types."""
    sql, params = record.visible()
    asked = [record.person_id, APPROVED, list(entry_nos), list(types), *params]
    return dict(rows(_AMONG.format(visible=sql), asked))
