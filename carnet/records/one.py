"""One entry whole, with its place in the vault and the decision about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from carnet.access.decide import Decision, decide
from carnet.access.facts import Facts
from carnet.access.visibility import predicate
from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.records import columns, scanning
from carnet.records.problems import Withheld
from carnet.records.views import EntryView
from carnet.vault import store
from carnet.vault.problems import VaultProblem

Place = tuple[Any, ...]  # segment, position, wrapped key; what the antivirus said, since when
Fault = VaultProblem | OSError | Withheld

_ENTRY = """
SELECT {columns}, o.replaces_entry_no, o.segment, o.position, o.wrapped_key, s.state, s.since
FROM records_entry o LEFT JOIN records_scan s USING (person_id, entry_no)
WHERE o.person_id = %s AND o.entry_no = %s
"""
_PLACE = 5  # columns


def find(person_id: int, entry_no: int, facts: Facts) -> tuple[EntryView | None, Place, Decision]:
    """The entry, whether or not these facts allow it, and what the policy says of it."""
    shown, params = columns.whole("o", predicate(facts))
    for found in rows(_ENTRY.format(columns=shown), [*params, person_id, entry_no], binary=True):
        entry, replaced = columns.view(found[: -_PLACE - 1]), found[-_PLACE - 1]
        return entry, found[-_PLACE:], decision(entry, facts, replaced)
    return None, (), decision(None, facts)


def decision(entry: EntryView | None, facts: Facts, replaced: int | None = None) -> Decision:
    """The decision about one entry, the very one that the trace names.

    ``replaced``: what it replaces, whether or not the reader may see that.
    """
    if entry is None:
        return decide(facts.about_nothing())
    return decide(facts.about(replace(columns.document(entry), replaces_entry_no=replaced)))


def fetch(person_id: int, place: Place, *, rendition: bool) -> tuple[bytes, Fault | None]:
    """Decrypt the bytes at a place; what kept from it is returned, for the attempt is journaled.

    With ``rendition`` they are only to be drawn from, by a bounded child: what still waits for
    the antivirus is given too.
    """
    *where, state, since = place
    if why := scanning.reason(state, since, rendition=rendition):
        return b"", why
    try:
        return store.get(person_id, *where), None
    except (VaultProblem, OSError) as fault:
        return b"", fault


def told(kind: EventKind, fault: Fault | None) -> EventKind:
    """The kind of event that tells how this reading ended."""
    if fault is None:
        return kind
    withheld = isinstance(fault, Withheld)
    return EventKind.DOCUMENT_WITHHELD if withheld else EventKind.DOCUMENT_UNREADABLE
