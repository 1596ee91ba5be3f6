"""One entry whole, with its place in the vault and the decision about it."""

from __future__ import annotations

from typing import Any

from carnet.access.decide import Decision, decide
from carnet.access.facts import Facts
from carnet.access.visibility import predicate
from carnet.base.database import rows
from carnet.records import columns
from carnet.records.views import EntryView
from carnet.vault import store
from carnet.vault.problems import VaultProblem

Place = tuple[Any, ...]  # segment, position, wrapped key

_ENTRY = """
SELECT {columns}, o.segment, o.position, o.wrapped_key
FROM records_entry o WHERE o.person_id = %s AND o.entry_no = %s
"""


def find(person_id: int, entry_no: int, facts: Facts) -> tuple[EntryView | None, Place, Decision]:
    """The entry, whether or not these facts allow it, and what the policy says of it."""
    shown, params = columns.whole("o", predicate(facts))
    for found in rows(_ENTRY.format(columns=shown), [*params, person_id, entry_no], binary=True):
        entry = columns.view(found[:-3])
        return entry, found[-3:], decision(entry, facts)
    return None, (), decision(None, facts)


def decision(entry: EntryView | None, facts: Facts) -> Decision:
    """The decision about one entry, the very one that the trace names."""
    if entry is None:
        return decide(facts.about_nothing())
    return decide(facts.about(columns.document(entry)))


def fetch(person_id: int, place: Place) -> tuple[bytes, VaultProblem | OSError | None]:
    """Decrypt the bytes at a place; what kept from it is returned, for the attempt is journaled."""
    try:
        return store.get(person_id, *place), None
    except (VaultProblem, OSError) as fault:
        return b"", fault
