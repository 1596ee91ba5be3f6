"""Effects beyond one person's transaction: written with it, done after it, at least once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec
import structlog
from django.db import transaction

from carnet.base import claims, clock
from carnet.base.claims import Effect
from carnet.base.database import execute

__all__ = ["Effect", "consumer", "consumer_of_many", "drain", "put", "put_many", "sender"]

Consumer = Callable[..., None]
Many = Callable[[Sequence[Effect]], None]
_consumers: dict[str, Many] = {}
_senders: dict[str, Consumer] = {}
BATCH, LEASE = 500, timedelta(minutes=1)
# What leaves the house may be slow: few at a time, a longer lease, and not for longer than this.
FEW, LONG_LEASE, SENDING = 10, timedelta(minutes=10), 5.0
_log = structlog.get_logger(__name__)


def consumer_of_many(kind: str) -> Callable[[Many], Many]:
    """Register the function that does many effects of this kind at once, oldest first.

    It runs inside the transaction that deletes their rows. When it fails it is given them again
    in halves, so that those at fault wait alone. Nothing it does may escape a rollback.
    """

    def register(function: Many) -> Many:
        _consumers[kind] = function
        return function

    return register


def consumer(kind: str) -> Callable[[Consumer], Consumer]:
    """Register the function that does one effect of this kind: ``f(person_id, **payload)``."""

    def register(function: Consumer) -> Consumer:
        def one_by_one(effects: Sequence[Effect]) -> None:
            for effect in effects:
                function(effect.person_id, **effect.payload)

        _consumers[kind] = one_by_one
        return function

    return register


def sender(kind: str) -> Callable[[Consumer], Consumer]:
    """Register the function that sends one effect out of the house: ``f(person_id, **payload)``.

    What was sent cannot be rolled back: it runs in no transaction, its try already counted, and
    its row is deleted as soon as it returns.
    """

    def register(function: Consumer) -> Consumer:
        _senders[kind] = function
        return function

    return register


def put(person_id: int, kind: str, **payload: Any) -> None:
    """Write one effect to come, in the current transaction."""
    execute(
        "INSERT INTO base_outbox (person_id, kind, payload, at, attempts)"
        " VALUES (%s, %s, %s, %s, 0)",
        [person_id, kind, _written(payload), clock.now()],
    )


def put_many(kind: str, effects: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Write effects of one kind, each a person and a payload, in this order, at once."""
    people, payloads = [], []
    for person_id, payload in effects:
        people.append(person_id)
        payloads.append(_written(payload))
    if people:
        execute(
            "INSERT INTO base_outbox (person_id, kind, payload, at, attempts)"
            " SELECT person_id, %s, payload::jsonb, %s, 0"
            " FROM unnest(%s::bigint[], %s::text[]) AS new (person_id, payload)",
            [kind, clock.now(), people, payloads],
        )


def drain(limit: int = 10_000) -> int:
    """Do the effects that wait, then send those that leave; return how many were tried.

    Oldest first within a kind, each once: one that failed lets the others pass.
    """
    began = clock.now()
    return _do_all(limit, began) + _send_all(limit, began)


def _do_all(limit: int, due: datetime) -> int:
    done = 0
    while claimed := _claim(min(BATCH, limit - done), LEASE, due, sending=False):
        for effects in _by_kind(claimed):
            _do(effects)
        done += len(claimed)
    return done


def _send_all(limit: int, due: datetime) -> int:
    done, end = 0, time.monotonic() + SENDING
    while time.monotonic() < end and (
        claimed := _claim(min(FEW, limit - done), LONG_LEASE, due, sending=True)
    ):
        for effect in claimed:
            _send(effect)
        done += len(claimed)
    return done


def _claim(limit: int, lease: timedelta, due: datetime, *, sending: bool) -> list[Effect]:
    return claims.claim(limit, lease, list(_senders), among=sending, due=due) if limit else []


def _by_kind(effects: list[Effect]) -> Iterator[list[Effect]]:
    kind = attrgetter("kind")
    return (list(same) for _, same in groupby(sorted(effects, key=kind), kind))


def _do(effects: list[Effect]) -> None:
    try:
        with transaction.atomic():
            # First: whoever holds these rows too, because a lease ended, then finds none.
            if there := claims.delete(effects):
                _consumers[there[0].kind](there)
    except Exception:  # noqa: BLE001 - whatever failed waits for its next try
        middle = len(effects) // 2
        if middle:
            _do(effects[:middle])
            _do(effects[middle:])
        else:
            _fail(effects[0])


def _send(effect: Effect) -> None:
    try:
        _senders[effect.kind](effect.person_id, **effect.payload)
    except Exception:  # noqa: BLE001 - whatever failed waits for its next try
        _fail(effect)
    else:
        claims.delete([effect])


def _fail(effect: Effect) -> None:
    _log.exception("outbox.failed", kind=effect.kind, attempts=effect.attempts)
    claims.postpone(effect)


def _written(payload: Mapping[str, Any]) -> str:
    return msgspec.json.encode(payload).decode()
