"""The one door to a record: nothing of it is read but through ``open`` (law 1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from carnet.access.decide import Decision, decide
from carnet.access.facts import DECEASED, OPEN_STATES, Action, Actor, Facts
from carnet.base import clock
from carnet.base.database import row
from carnet.base.ids import Pointer, reveal
from carnet.identity import people
from carnet.journal.events import EventKind, record
from carnet.records.life import Condition, Reason
from carnet.records.opened import OpenRecord
from carnet.records.past import PastRecord
from carnet.records.problems import NotFound, Refused
from carnet.records.states import SYSTEM
from carnet.sharing.arrivals import arrive
from carnet.sharing.queries import facts

__all__ = [
    "NotFound",
    "OpenRecord",
    "PastRecord",
    "Refused",
    "Status",
    "open",
    "open_for_heirs",
    "open_past",
    "resolve",
    "status",
]


# What was destroyed never was; whether the person asked for its deletion is nobody's business.
_ABSENT = frozenset({"not_created", "opposed", "deleted"})
_SAID = {"deletion_pending": "closed"}


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
    """Open the record to ``actor``, or journal the refusal and raise Refused.

    ``Action.READ_ARCHIVE`` opens that of a closed record to its holder.
    """
    return _open(person_id, facts(person_id, actor, action))


def open_for_heirs(person_id: int, condition: Condition, reference: str) -> OpenRecord:
    """Open the archive of a deceased person for an ayant droit (L1110-4 V, L1111-13-1 IV CSP).

    The operator examined the request: ``condition`` is what the law asks, ``reference`` that of
    the request's file (no name in it); both are journaled. Raises Refused.
    """
    known = facts(person_id, SYSTEM, Action.READ_ARCHIVE)
    dead = people.deceased_on(person_id) is not None
    found = _open(person_id, replace(known, heirs=dead))
    detail = {"condition": condition.value, "reference": reference}
    record(EventKind.ARCHIVE_READ, person_id, SYSTEM, decision=found.decision, detail=detail)
    return found


def open_past(person_id: int, actor: Actor, moment: datetime) -> PastRecord:
    """Open the record as it was just before ``moment``, to the person or their representative.

    Journals the refusal and raises Refused.
    """
    opened = _open(person_id, facts(person_id, actor, Action.GOVERN))
    return PastRecord(opened.facts, person_id, opened.decision, min(moment, clock.now()))


def _open(person_id: int, known: Facts) -> OpenRecord:
    decision = decide(known)
    if not decision.allowed:
        detail = {"action": int(known.action)}
        record(EventKind.ACCESS_REFUSED, person_id, known.actor, decision=decision, detail=detail)
        raise Refused(decision)
    arrive(person_id, known, decision)
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
        exists=state not in _ABSENT,
        open=state in OPEN_STATES,
        state=_SAID.get(state, state),
        closed_at=closed_at,
        closing_reason=str(Reason.DEATH) if state == DECEASED else reason,
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
