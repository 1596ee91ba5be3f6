"""Writing the one trace: one lean row, in the transaction of what it records (law 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carnet.access.facts import Actor
from carnet.journal.kinds import EventKind

if TYPE_CHECKING:
    from carnet.access.decide import Decision

__all__ = ["EventKind", "record"]

NOBODY = 0  # the person of an event that concerns no record (a sign-in under an unknown name)


def record(
    kind: EventKind,
    person_id: int,
    actor: Actor,
    *,
    entry_no: int | None = None,
    decision: Decision | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one event in the current transaction. ``detail``: small, JSON, no identity in it."""
    raise NotImplementedError
