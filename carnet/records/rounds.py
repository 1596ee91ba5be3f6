"""What time does to records: the worker's chores. Idempotent, bounded, a transaction a person."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.db import transaction

from carnet.base import clock
from carnet.base.database import rows
from carnet.records import closing, destruction, states
from carnet.records.life import Reason
from carnet.records.models import State

_DUE = """
SELECT person_id FROM records_record WHERE due_at <= %s ORDER BY due_at LIMIT %s
"""
_log = structlog.get_logger(__name__)


def run_timers(limit: int = 500) -> int:
    """Do what is due, at most ``limit`` people, and take each destruction a step on.

    Cooling-off or suspension over: closed. Express deletion, ten years: destroyed. Returns how
    many records moved; one that fails is logged and lets the others pass.
    """
    due = [_attempt(_end, person_id) for (person_id,) in rows(_DUE, [clock.now(), limit])]
    proven = [_attempt(destruction.finish, *one) for one in destruction.waiting(limit)]
    return sum(due) + sum(proven)


def _attempt(step: Callable[..., bool], *record: int) -> bool:
    try:
        return step(*record)
    except Exception:  # noqa: BLE001 - one bad record must not stop the time of all others
        _log.exception("timer.failed")
        return False


def _end(person_id: int) -> bool:
    """End the timer of one record, unless it was stopped meanwhile."""
    with transaction.atomic():
        kept = states.locked(person_id)
        if kept is None or kept.due_at is None or kept.due_at > clock.now():
            return False
        if kept.state in states.ENDED:
            destruction.destroy(person_id)
        else:
            suspended = kept.state is State.SUSPENDED
            reason = Reason.SUSPENSION if suspended else Reason.REQUEST
            closing.close_now(person_id, states.SYSTEM, reason)
    return True
