"""A document that the antivirus has not looked at yet, or found infected, on its page."""

from __future__ import annotations

from carnet.records import scanning
from carnet.records.opened import OpenRecord
from carnet.records.problems import Withheld
from carnet.records.views import EntryView


def drawn_from(record: OpenRecord, number: int) -> tuple[EntryView, bytes]:
    """One entry, and the bytes to draw its page from; none of one that is infected."""
    try:
        return record.document(number, rendition=True)
    except Withheld:
        return record.entry(number), b""


def reason(entry: EntryView) -> Withheld | None:
    """Why the original of an entry that the reader sees is not given to them."""
    return scanning.withheld(entry.person_id, entry.entry_no)
