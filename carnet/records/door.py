"""The one door to a record: nothing of it is read but through ``open`` (law 1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from carnet.access.decide import Decision, decide
from carnet.access.facts import OPEN_STATES, Action, Actor
from carnet.base.database import row
from carnet.base.ids import Pointer, reveal
from carnet.journal.events import EventKind, record
from carnet.records.opened import OpenRecord
from carnet.records.problems import NotFound, Refused
from carnet.sharing.queries import facts

__all__ = ["NotFound", "OpenRecord", "Refused", "Status", "open", "resolve", "status"]


@dataclass(frozen=True, slots=True)
class Status:
    """What a professional learns before reading (TD0.2): the record's state and their own."""

    exists: bool
    open: bool
    state: str
    closed_at: datetime | None
    closing_reason: str
    reading: Decision
    depositing: Decision
    treating_doctor: bool


def open(person_id: int, actor: Actor, action: Action = Action.SEARCH) -> OpenRecord:  # noqa: A001
    """Open the record to ``actor``, or journal the refusal and raise Refused."""
    known = facts(person_id, actor, action)
    decision = decide(known)
    if not decision.allowed:
        detail = {"action": int(action)}
        record(EventKind.ACCESS_REFUSED, person_id, actor, decision=decision, detail=detail)
        raise Refused(decision)
    return OpenRecord(known, person_id, decision)


def status(person_id: int, actor: Actor) -> Status:
    """Tell whether a record exists, is open, and what the actor may do with it (TD0.2)."""
    with transaction.atomic():
        found = row(
            "SELECT state, closed_at, closing_reason FROM records_record WHERE person_id = %s",
            [person_id],
        )
        state, closed_at, reason = found or ("not_created", None, "")
        known = facts(person_id, actor, Action.OPEN)
        reading = decide(known)
        record(EventKind.EXISTENCE_TESTED, person_id, actor, decision=reading)
    return Status(
        exists=state not in {"not_created", "opposed"},
        open=state in OPEN_STATES,
        state=state,
        closed_at=closed_at,
        closing_reason=reason,
        reading=reading,
        depositing=decide(replace(known, action=Action.DEPOSIT)),
        treating_doctor=known.treating_doctor,
    )


def resolve(identifier: str) -> Pointer:
    """Read an entryUUID, logicalId or submission identifier. Raises NotFound when forged."""
    pointer = reveal(identifier)
    if pointer is None:
        raise NotFound
    return pointer
