"""What the page of an entry shows, as the service kept it when the document arrived."""

from __future__ import annotations

from carnet.base.database import row
from carnet.contents import drawing
from carnet.formats.shown_model import Shown
from carnet.records.opened import OpenRecord
from carnet.records.views import EntryView
from carnet.vault.personal import Box

_KEPT = "SELECT shown FROM contents_reading WHERE person_id = %s AND entry_no = %s"


def kept(record: OpenRecord, entry: EntryView) -> Shown | None:
    """Open what is kept of an entry that this record gave, with its bytes; None where nothing is.

    Writes no event: the reading that gave the bytes wrote its own.
    """
    found = row(_KEPT, [record.person_id, entry.entry_no])
    if found is None or found[0] is None:
        return None
    return drawing.opened(Box(record.person_id), entry.entry_no, found[0])
