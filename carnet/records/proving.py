"""The file of proof of a record, as its reader may hold it (docs/proof-file.md).

The person holds a complete one: each event, or its bare hash while they may not know of it yet.
A representative's says nothing of what is kept from them, not even that there is something: it
proves the lines one by one, never that these are all, and never shows what would count the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carnet.access.facts import Facts
from carnet.access.visibility import predicate
from carnet.journal import proofs, telling
from carnet.journal.events import EventKind, record
from carnet.journal.leaves import Row
from carnet.journal.material import Openness
from carnet.journal.wanted import Wanted
from carnet.records import trace
from carnet.records.opened import OpenRecord
from carnet.records.spans import numbers


def proof(opened: OpenRecord) -> Iterator[str]:
    """The file, in pieces; its download is in the trace. NotYet, Broken (before any piece)."""
    facts, person_id = opened.facts, opened.person_id
    head = proofs.ready_head(complete=facts.holder)
    detail = {"size": head.tree_size}
    record(
        EventKind.PROOF_DOWNLOADED, person_id, facts.actor, decision=opened.decision, detail=detail
    )
    reader = _Reader(person_id, facts, trace.knowable(person_id, facts, Wanted()))
    return proofs.person(person_id, head, reader.openness, reader.words, complete=facts.holder)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What one reader may hold of each event."""

    person_id: int
    facts: Facts
    knowable: Wanted

    def openness(self, event: Row) -> Openness:
        """What the file shows of this event."""
        refused = event.kind == EventKind.ACCESS_REFUSED
        hidden = event.entry_no in self.knowable.without_entries and not refused
        if hidden or event.purpose in self.knowable.without_purposes:
            return Openness.KEPT
        if not self.facts.holder:
            # Numbers of entries, counts and facts would tell of the others: only bare events open.
            bare = not event.entry_no and not event.detail and not refused
            return Openness.OPEN if bare else Openness.CLOSED
        kept = self._named(event) & set(self.knowable.without_entries)
        return Openness.CLOSED if kept else Openness.OPEN

    def words(self, found: Sequence[Row]) -> list[dict[str, str]]:
        """The sentences, with the titles that the reader may see."""
        events = [trace.as_told(one, self.knowable) for one in telling.events(found)]
        entries = {one.entry_no for one in events}
        titles = trace.titles(self.person_id, predicate(self.facts), entries)
        return telling.words(events, titles, self.facts.actor.actor_id)

    def _named(self, event: Row) -> set[int]:
        [told] = telling.events([event])
        lists = (str(told.detail.get(key, "")) for key in ("entries", "replaces"))
        return {event.entry_no}.union(*map(numbers, lists))
