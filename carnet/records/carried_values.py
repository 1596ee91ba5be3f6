"""The values of the documents of a copy, one document after the other: for the doors' own files.

As ``records.results`` does for a page, and as silently as ``records.carrying``: the event of the
copy names its documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from carnet.base.database import rows
from carnet.contents.series import Found
from carnet.records import results
from carnet.records.carrying import Taking, pages
from carnet.records.scanning import NOT_INFECTED
from carnet.records.views import APPROVED
from carnet.vault.personal import Box

_DRAWN = f"""
SELECT e.entry_no, r.values
FROM records_entry e JOIN contents_reading r USING (person_id, entry_no)
WHERE e.person_id = %s AND e.entry_no = ANY(%s) AND e.status = {APPROVED}
  AND r.values IS NOT NULL AND {NOT_INFECTED} AND {{taken}} ORDER BY e.entry_no
"""


class Said(NamedTuple):
    """The values that one document of the copy gives, in its order."""

    entry_no: int
    found: tuple[Found, ...]


def values(taking: Taking) -> Iterator[Said]:
    """What was drawn from the current documents that are taken; nothing where that is refused."""
    sql, params = taking.taken
    box: Box | None = None
    for numbers in pages(taking):
        for entry_no, kept in rows(_DRAWN.format(taken=sql), [taking.person_id, numbers, *params]):
            box = box or Box(taking.person_id)
            yield Said(entry_no, tuple(results.opened(box, entry_no, kept)))
