"""The life of a record, as far as it goes today: created, opened, closed (domain.md 1.2)."""

from __future__ import annotations

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, row
from carnet.journal.events import EventKind, record
from carnet.records.models import State
from carnet.vault import keys

_SYSTEM = Actor(ActorKind.SYSTEM)
_INSERT = """
INSERT INTO records_record (person_id, state, state_since, closing_reason, hide_new_documents,
                            last_entry_no, last_submission_no)
VALUES (%s, %s, %s, '', FALSE, 0, 0) ON CONFLICT DO NOTHING
"""
_CHANGE = """
UPDATE records_record r
SET state = %s, state_since = %s, closing_reason = %s,
    opened_at = CASE WHEN %s THEN coalesce(r.opened_at, %s) ELSE r.opened_at END,
    closed_at = CASE WHEN %s THEN %s ELSE NULL END
FROM (SELECT person_id, state FROM records_record WHERE person_id = %s FOR UPDATE) before
WHERE r.person_id = before.person_id AND before.state <> %s RETURNING before.state
"""
_KINDS = {
    State.CREATED: EventKind.RECORD_CREATED,
    State.ACTIVE: EventKind.RECORD_OPENED,
    State.OPPOSED: EventKind.RECORD_OPPOSED,
    State.CLOSED: EventKind.RECORD_CLOSED,
}


def create_record(person_id: int, state: str = "created") -> None:
    """Create the record of a person in this state; one that exists is left as it is."""
    chosen = State(state)
    keys.store().create(person_id)  # durable before any document may come
    kind = _KINDS.get(chosen)  # a record to come is no event yet: its information is
    with transaction.atomic():
        if execute(_INSERT, [person_id, chosen, clock.now()]) and kind:
            record(kind, person_id, _SYSTEM)


def change_state(person_id: int, actor: Actor, state: str, reason: str = "") -> None:
    """Create, open (``active``), close or oppose a record; a state it already has changes nothing.

    ValueError for a record that was never created, and for a state of a later chapter.
    """
    chosen = State(state)
    if chosen not in _KINDS:
        raise ValueError(f"no verb leads to {state} yet")
    opens, closes, now = chosen is State.ACTIVE, chosen is State.CLOSED, clock.now()
    with transaction.atomic():
        before = row(_CHANGE, [chosen, now, reason, opens, now, closes, now, person_id, chosen])
        if before:
            kind = _KINDS[chosen] if before[0] != State.CLOSED else EventKind.RECORD_REOPENED
            record(kind, person_id, actor, detail={"reason": reason} if reason else None)
        elif not row("SELECT 1 FROM records_record WHERE person_id = %s", [person_id]):
            raise ValueError("this person has no record")
