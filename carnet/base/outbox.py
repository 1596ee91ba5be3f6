"""Effects beyond one person's transaction: written with it, done after it, at least once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import structlog
from django.db import transaction

from carnet.base import clock
from carnet.base.database import execute
from carnet.base.models import Outbox

Consumer = Callable[..., None]
_consumers: dict[str, Consumer] = {}
MAX_ATTEMPTS = 20
_log = structlog.get_logger(__name__)


def consumer(kind: str) -> Callable[[Consumer], Consumer]:
    """Register the function that does effects of this kind: ``f(person_id, **payload)``.

    It runs inside the transaction that deletes the row, possibly twice: it must be idempotent.
    """

    def register(function: Consumer) -> Consumer:
        _consumers[kind] = function
        return function

    return register


def put(person_id: int, kind: str, **payload: Any) -> None:
    """Write one effect to come, in the current transaction."""
    written = msgspec.json.encode(payload).decode()
    execute(
        "INSERT INTO base_outbox (person_id, kind, payload, at, attempts)"
        " VALUES (%s, %s, %s, %s, 0)",
        [person_id, kind, written, clock.now()],
    )


def drain(limit: int = 1000) -> int:
    """Do the effects that wait, oldest first; return how many were tried."""
    done = 0
    while done < limit and _do_next():
        done += 1
    return done


def _do_next() -> bool:
    with transaction.atomic():
        # Locked so that several workers share the work; the primary key gives the order.
        effect = (
            Outbox.objects.select_for_update(skip_locked=True)
            .filter(models_due())
            .order_by("id")
            .first()
        )
        if effect is None:
            return False
        _do(effect)
        return True


def _do(effect: Outbox) -> None:
    try:
        with transaction.atomic():
            _consumers[effect.kind](effect.person_id, **effect.payload)
    except Exception:  # noqa: BLE001 - whatever failed waits for its next try
        _log.exception("outbox.failed", kind=effect.kind, attempts=effect.attempts)
        _postpone(effect)
    else:
        effect.delete()


def _postpone(effect: Outbox) -> None:
    effect.attempts += 1
    effect.not_before = clock.now() + timedelta(seconds=min(2**effect.attempts, 3600))
    effect.save(update_fields=["attempts", "not_before"])


def models_due() -> Any:
    """The condition of effects that may be tried now."""
    from django.db.models import Q

    return Q(attempts__lt=MAX_ATTEMPTS) & (Q(not_before=None) | Q(not_before__lte=clock.now()))
