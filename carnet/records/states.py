"""Applies the table of carnet.records.life to one record, under the lock of its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from carnet.access.decide import decide
from carnet.access.facts import Action, Actor, ActorKind, Facts
from carnet.base import clock, outbox
from carnet.base.database import execute, row
from carnet.journal.events import EventKind, record
from carnet.records import life, timers
from carnet.records.life import Step, Timer, Verb, Where
from carnet.records.models import State
from carnet.records.problems import Impossible, Refused
from carnet.sharing.families import attachment
from carnet.vault import keys

SYSTEM = Actor(ActorKind.SYSTEM)
ENDED = frozenset({State.CLOSED, State.DELETION_PENDING, State.DECEASED, State.DELETED})
# What the person learns by a message, in carnet.accounts.life_news.
TOLD = frozenset(
    {Verb.REQUEST_CLOSING, Verb.CANCEL_CLOSING, Verb.CLOSE, Verb.REOPEN, Verb.SUSPEND, Verb.RESUME}
    | {Verb.REQUEST_DELETION, Verb.CANCEL_DELETION}
)
# Before a parent certified anything, the insurer's attachment is enough for these.
_OF_ATTACHED = frozenset({Verb.OPPOSE, Verb.BLOCK_CREATION, Verb.WITHDRAW_OPPOSITION})
_INSERT = """
INSERT INTO records_record (person_id, state, state_since, opened_at, closing_reason,
                            hide_new_documents, last_entry_no, last_submission_no)
VALUES (%s, %s, %s, %s, '', FALSE, 0, 0) ON CONFLICT DO NOTHING
"""
_LOCKED = """
SELECT state, state_since, opened_at, closed_at, closing_reason, state_before, due_at,
       delete_on_closing
FROM records_record WHERE person_id = %s FOR UPDATE
"""
_CHANGE = """
UPDATE records_record
SET state = %s, state_since = %s, opened_at = %s, closed_at = %s, closing_reason = %s,
    state_before = %s, due_at = %s, delete_on_closing = %s
WHERE person_id = %s
"""
KINDS_OF_START = {
    State.CREATED: EventKind.RECORD_CREATED,
    State.ACTIVE: EventKind.RECORD_OPENED,
    State.OPPOSED: EventKind.RECORD_OPPOSED,
    State.CLOSED: EventKind.RECORD_CLOSED,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """The life of a record as its row keeps it."""

    state: State
    since: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    closing_reason: str
    before: str
    due_at: datetime | None
    delete_on_closing: bool

    @property
    def where(self) -> Where:
        """What the table asks."""
        before = State(self.before) if self.before else None
        return Where(self.state, self.due_at is not None, self.opened_at is not None, before)


def create_record(person_id: int, state: str = "created") -> None:
    """Create the record of a person in this state; one that exists is left as it is."""
    chosen = State(state)
    keys.store().create(person_id)  # durable before any document may come
    kind = KINDS_OF_START.get(chosen)  # a record to come is no event yet: its information is
    now = clock.now()
    opened_at = now if chosen is State.ACTIVE else None
    with transaction.atomic():
        if execute(_INSERT, [person_id, chosen, now, opened_at]) and kind:
            record(kind, person_id, SYSTEM)


def locked(person_id: int) -> Kept | None:
    """The row of a record, locked until the transaction ends."""
    found = row(_LOCKED, [person_id])
    return Kept(State(found[0]), *found[1:]) if found else None


def apply(
    person_id: int,
    actor: Actor,
    verb: Verb,
    *,
    reason: str = "",
    delete: bool = False,
    detail: dict[str, Any] | None = None,
) -> Kept | None:
    """Do one verb in one transaction, with its event; return what was before.

    None when the record already is where the verb leads: nothing is written. Raises Impossible,
    and Refused for a person to whom the record does not belong.
    """
    with transaction.atomic():
        kept = locked(person_id)
        if kept is None:
            raise Impossible(verb, "absent")
        _own(person_id, actor, verb)
        step = life.step(kept.where, verb, actor.kind)
        if step is not None:
            due_at = _write(person_id, kept, step, reason=reason, delete=delete)
            told = ({"reason": reason} if reason else {}) | (detail or {})
            record(step.kind, person_id, actor, detail=told or None)
            _announce(person_id, verb, kept.state, step.state, due_at)
    return kept if step is not None else None


def _own(person_id: int, actor: Actor, verb: Verb) -> None:
    """A person moves their own record, and that of the minor whom they represent."""
    if actor.kind is not ActorKind.PERSON or actor.actor_id == person_id:
        return
    tie = attachment(person_id, actor.actor_id)
    if tie is None or not (tie.certified or verb in _OF_ATTACHED):
        raise Refused(decide(Facts(Action.GOVERN, actor, record_open=True)))


def _announce(
    person_id: int, verb: Verb, before: State, after: State, due_at: datetime | None
) -> None:
    """Let the key follow the record into its archive or back, and the person be told."""
    if (before in ENDED) is not (after in ENDED) and State.DELETED not in (before, after):
        outbox.put(person_id, "record.key")
    if after in ENDED and before not in ENDED:
        outbox.put(person_id, "record.ended")  # sharing: nobody's caregiver enters it again
    if verb in (Verb.RECORD_DEATH, Verb.WITHDRAW_DEATH):
        outbox.put(person_id, "record.death")
    if verb in TOLD:
        day = due_at.isoformat() if due_at else ""
        outbox.put(person_id, "record.told", verb=verb, day=day)


def _write(person_id: int, kept: Kept, step: Step, *, reason: str, delete: bool) -> datetime | None:
    """Write where the record is now; return when its timer ends."""
    now, moved = clock.now(), step.state is not kept.state
    ended = step.state in ENDED
    closed_at = (kept.closed_at or now) if ended else None
    due_at = kept.due_at if step.timer is Timer.KEPT else timers.due(step.timer, now, closed_at)
    opened_at = kept.opened_at or (now if step.state is State.ACTIVE else None)
    handed_over = step.kind is EventKind.MAJORITY_REACHED  # the new holder never activated it
    execute(
        _CHANGE,
        [
            *(step.state, now if moved else kept.since),
            None if step.state is State.DELETED or handed_over else opened_at,
            *(closed_at, (kept.closing_reason or reason) if ended else ""),
            *(kept.state if moved else kept.before, due_at, delete, person_id),
        ],
    )
    return due_at
