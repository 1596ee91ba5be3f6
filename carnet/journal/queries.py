"""Reading the trace of one person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from carnet.access.facts import ActorKind, Purpose
from carnet.access.replay import FACTS, consent
from carnet.base.database import row, rows
from carnet.journal.kinds import EventKind
from carnet.journal.leaves import Row
from carnet.journal.wanted import Wanted, condition


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
    basis: str = ""  # the consent that the decision relied on: « oral 2026-11-02 »
    facts: str = ""  # those of the decision, to replay it (carnet.access.replay)


_COLUMNS = """
SELECT e.at, e.nonce, e.person_id, e.kind, e.actor_kind, e.actor_id, e.organization_id,
       e.entry_no, e.rule, e.policy, e.purpose, coalesce(c.software, ''), e.detail
FROM journal_event e LEFT JOIN journal_context c USING (context_id)
WHERE e.person_id = %s AND {wanted}
"""
_HISTORY = _COLUMNS + "{page} ORDER BY e.at DESC, e.nonce DESC LIMIT %s"
# The first condition lets whole months be left out; the second is the exact place.
_NEXT = "AND e.at <= %s AND (e.at, e.nonce) < (%s, %s)"
_LATEST = """
SELECT DISTINCT ON (e.entry_no) e.at, e.nonce, e.person_id, e.kind, e.actor_kind, e.actor_id,
       e.organization_id, e.entry_no, e.rule, e.policy, e.purpose, '', e.detail
FROM journal_event e
WHERE e.person_id = %s AND e.entry_no = ANY(%s) AND {wanted}
ORDER BY e.entry_no, e.at DESC, e.nonce DESC
"""


def history(
    person_id: int,
    before: tuple[datetime, int] | None = None,
    limit: int = 50,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
) -> list[Event]:
    """Return the person's events that are wanted, newest first.

    ``before``: (at, nonce) of the last one already seen.
    """
    sql, params = condition(wanted)
    page, place = ("", []) if before is None else (_NEXT, [before[0], *before])
    found = rows(_HISTORY.format(wanted=sql, page=page), [person_id, *params, *place, limit])
    return [_event(*line) for line in found]


def event(person_id: int, nonce: int, wanted: Wanted) -> Event | None:
    """One event by its nonce, among those wanted (``since`` and ``until`` spare the other months).

    None for one that never was, and for one that the reader may not know of.
    """
    sql, params = condition(wanted)
    asked = [person_id, *params, nonce]
    found = row(_COLUMNS.format(wanted=sql) + "AND e.nonce = %s LIMIT 1", asked)
    return _event(*found) if found else None


def latest(person_id: int, entry_nos: Iterable[int], wanted: Wanted) -> dict[int, Event]:
    """The last event wanted about each of these documents; without the name of the software."""
    sql, params = condition(wanted)
    found = rows(_LATEST.format(wanted=sql), [person_id, list(entry_nos), *params])
    return {one.entry_no: one for one in (_event(*line) for line in found)}


def _event(*columns: Any) -> Event:
    at, nonce, person_id, kind, actor_kind, *numbers, purpose, software, detail = columns
    actor_id, organization_id, entry_no, rule, policy = numbers
    told = json.loads(detail or "{}")
    facts = told.pop(FACTS, "")
    return Event(
        at, nonce, person_id, EventKind(kind), ActorKind(actor_kind), actor_id, organization_id,
        entry_no, rule, policy, Purpose(purpose), software, told, consent(facts), facts,
    )  # fmt: skip


def of_row(found: Row, software: str) -> Event:
    """The event of a stored row."""
    return _event(
        found.at, found.nonce, found.person_id, found.kind, found.actor_kind, found.actor_id,
        found.organization_id, found.entry_no, found.rule, found.policy, found.purpose, software,
        found.detail,
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
