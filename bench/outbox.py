"""Telling deposits: the worker's rounds over effects that wait, of people without an account.

One deposit is two effects (a notice, then whom to write to). ``p50_ms`` and ``p99_ms`` are of a
round of one second's deposits. The floor is the same lasting rows by plain psycopg, one
transaction for each deposit: notice and end of the effect.
"""

from __future__ import annotations

import time
import uuid

from bench import recorded
from bench.result import Result
from bench.timed import result
from carnet.base import clock, outbox

ROUNDS, A_SECOND = 20, 200  # deposits
FIRST = 7_000_000  # person_id


def measure() -> list[Result]:
    """Measure rounds of the worker."""
    floor = _floor()
    _round(0)
    durations = [_round(number) for number in range(1, ROUNDS + 1)]
    rounds = result("", durations, sum(durations), 0)
    told = rounds.rate * A_SECOND
    return [Result("outbox, deposits told", told, rounds.p50_ms, rounds.p99_ms, floor)]


def _round(number: int) -> float:
    _deposit(FIRST + number * A_SECOND)
    began = time.perf_counter()
    done = outbox.drain()
    assert done == 2 * A_SECOND
    return time.perf_counter() - began


def _deposit(first: int) -> None:
    payload = {"entry_no": 1, "hidden_from_patient": False, "hidden_from_representatives": False}
    outbox.put_many("document.deposited", ((first + n, payload) for n in range(A_SECOND)))


def _floor() -> float:
    _deposit(FIRST)
    with recorded.bare_connection() as bare:
        waiting = bare.execute("SELECT id, person_id FROM base_outbox ORDER BY id").fetchall()
        began = time.perf_counter()
        for effect_id, person_id in waiting:
            with bare.transaction():
                bare.execute(_NOTICE, [person_id, uuid.uuid4(), clock.now()])
                bare.execute("DELETE FROM base_outbox WHERE id = %s", [effect_id])
        return len(waiting) / (time.perf_counter() - began)


_NOTICE = """
INSERT INTO notify_notice (person_id, notice_id, kind, at, entry_no, secret_from_representatives)
VALUES (%s, %s, 'AJOUT_DOCUMENT', %s, 1, false)
"""
