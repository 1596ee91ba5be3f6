"""Reading the trace of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from carnet.access.facts import ActorKind, Purpose
from carnet.journal.kinds import EventKind


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the trace. ``entry_no``, ``organization_id``, ``rule``, ``policy``: 0 is none."""

    at: datetime
    event_id: int
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


def history(
    person_id: int, before: tuple[datetime, int] | None = None, limit: int = 50
) -> list[Event]:
    """Return the person's events, newest first; ``before``: (at, event_id) of the last one seen."""
    raise NotImplementedError
