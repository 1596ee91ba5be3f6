"""Pinned documents: at the head of the list, of the whole record as of each category."""

from __future__ import annotations

from collections.abc import Sequence

from carnet.access.facts import Actor
from carnet.base import clock
from carnet.base.database import column
from carnet.filing import asking
from carnet.filing.problems import TooMany
from carnet.journal.events import EventKind, record
from carnet.records import among, door
from carnet.records.asking import Permitted
from carnet.records.opened import OpenRecord

MOST = 20  # of one record: beyond, the head of the list is a list
_PINNED = "SELECT entry_no FROM filing_pin WHERE person_id = %s"
_PIN = """
INSERT INTO filing_pin (person_id, entry_no, since) SELECT %s, unnest(%s::int[]), %s
ON CONFLICT DO NOTHING RETURNING entry_no
"""
_UNPIN = """
DELETE FROM filing_pin WHERE person_id = %s AND entry_no = ANY(%s) RETURNING entry_no
"""


def of(record: OpenRecord) -> frozenset[int]:
    """The pinned documents that this reader sees; none for those who care."""
    if not asking.of_family(record):
        return frozenset()
    pinned = column(_PINNED, [record.person_id])
    return frozenset(among.current(record, pinned))


def pin(person_id: int, actor: Actor, entry_nos: Sequence[int]) -> frozenset[int]:
    """Pin documents; return those that were not. Raises TooMany, Refused, NotFound."""
    if len(of(door.open(person_id, actor)) | set(entry_nos)) > MOST:
        raise TooMany(MOST)
    return _change(person_id, actor, entry_nos, EventKind.DOCUMENT_PINNED)


def unpin(person_id: int, actor: Actor, entry_nos: Sequence[int]) -> frozenset[int]:
    """Undo ``pin``; return those that were pinned. Raises Refused, NotFound."""
    return _change(person_id, actor, entry_nos, EventKind.DOCUMENT_UNPINNED)


def _change(
    person_id: int, actor: Actor, entry_nos: Sequence[int], kind: EventKind
) -> frozenset[int]:
    def write(permitted: Permitted) -> frozenset[int]:
        asked = [person_id, sorted(permitted)]
        pinning = kind is EventKind.DOCUMENT_PINNED
        changed = column(_PIN, [*asked, clock.now()]) if pinning else column(_UNPIN, asked)
        for entry_no in sorted(changed):
            record(kind, person_id, actor, entry_no=entry_no, decision=permitted[entry_no])
        return frozenset(changed)

    return asking.documents(person_id, actor, entry_nos, write)
