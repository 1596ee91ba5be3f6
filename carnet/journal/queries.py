"""Reading the trace of one person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from carnet.access.facts import ActorKind, Purpose
from carnet.base.database import row, rows
from carnet.journal.kinds import EventKind


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the trace. ``entry_no``, ``organization_id``, ``rule``, ``policy``: 0 is none."""

    at: datetime
    nonce: int
    person_id: int
    kind: EventKind
    actor_kind: ActorKind
    actor_id: int
    organization_id: int
    entry_no: int
    rule: int
    policy: int
    purpose: Purpose
    software: str
    detail: dict[str, Any]


_HISTORY = """
SELECT e.at, e.nonce, e.person_id, e.kind, e.actor_kind, e.actor_id, e.organization_id,
       e.entry_no, e.rule, e.policy, e.purpose, coalesce(c.software, ''), e.detail
FROM journal_event e LEFT JOIN journal_context c USING (context_id)
WHERE e.person_id = %s AND e.actor_kind = ANY(%s) AND e.entry_no <> ALL(%s) {page}
ORDER BY e.at DESC, e.nonce DESC LIMIT %s
"""
_FIRST = _HISTORY.format(page="")
# The first condition lets whole months be left out; the second is the exact place.
_NEXT = _HISTORY.format(page="AND e.at <= %s AND (e.at, e.nonce) < (%s, %s)")


def history(
    person_id: int,
    before: tuple[datetime, int] | None = None,
    limit: int = 50,
    actor_kinds: Iterable[ActorKind] = tuple(ActorKind),
    without_entries: Iterable[int] = (),
) -> list[Event]:
    """Return the person's events, newest first, of actors of these kinds.

    ``before``: (at, nonce) of the last one already seen. ``without_entries``: those that the
    reader may not know of (OpenRecord.history fills it).
    """
    kinds, kept = [int(kind) for kind in actor_kinds], list(without_entries)
    if before is None:
        found = rows(_FIRST, [person_id, kinds, kept, limit])
    else:
        found = rows(_NEXT, [person_id, kinds, kept, before[0], *before, limit])
    return [_event(*line) for line in found]


def _event(*columns: Any) -> Event:
    at, nonce, person_id, kind, actor_kind, *numbers, purpose, software, detail = columns
    actor_id, organization_id, entry_no, rule, policy = numbers
    return Event(
        at, nonce, person_id, EventKind(kind), ActorKind(actor_kind), actor_id, organization_id,
        entry_no, rule, policy, Purpose(purpose), software, json.loads(detail or "{}"),
    )  # fmt: skip


_SEALED = """
SELECT (SELECT max(seal_no) FROM journal_seal), h.events, h.head FROM journal_head h
WHERE h.person_id = %s
  AND h.events = (SELECT count(*) FROM journal_event e WHERE e.person_id = h.person_id)
"""


def sealed(person_id: int) -> tuple[int, int, bytes] | None:
    """The last seal, the number of the person's events and their head; None while one waits."""
    found = row(_SEALED, [person_id])
    return (found[0], found[1], bytes(found[2])) if found else None
