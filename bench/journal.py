"""The trace: writing an event, sealing, verifying, reading a person's history."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from typing import Any

from bench.result import Result
from bench.timed import timed

BACKLOG = 40_000
BY_TRANSACTION = 20
PEOPLE = 10_000


def measure() -> list[Result]:
    """Measure on Django's database, which keeps the events written."""
    from carnet.journal.sealer import seal_once

    writing = [_record(1), _record(8)]
    seal_once()
    _write_backlog()
    floor = _reading()
    sealing = _whole("journal seal, events", seal_once, BACKLOG, floor)
    return [*writing, sealing, _verify(floor), _history()]


def _write() -> None:
    from carnet.access.facts import Actor, ActorKind
    from carnet.journal.events import EventKind, record

    actor = Actor(ActorKind.PROFESSIONAL, 3, organization_id=4, software="bench")
    record(EventKind.DOCUMENT_READ, 1 + secrets.randbelow(PEOPLE), actor, entry_no=12)


def _record(threads: int) -> Result:
    _write()
    floor = timed("", _bare_insert(), threads, 2.0).rate
    return timed(f"journal record and commit, {threads} threads", _write, threads, 2.0, floor)


def _bare_insert() -> Callable[[], object]:
    """The floor: psycopg alone, the same row with ready values, one commit each."""
    from carnet.base.database import row
    from carnet.journal.leaves import COLUMNS

    values = row(f"SELECT {COLUMNS}, mac FROM journal_event LIMIT 1")
    marks = ", ".join(["%s"] * 14)
    sql = f"INSERT INTO floor_event ({COLUMNS}, mac) VALUES ({marks})"
    mine = threading.local()
    with _bare() as bare:
        bare.execute("CREATE TABLE IF NOT EXISTS floor_event (LIKE journal_event INCLUDING ALL)")

    def insert() -> None:
        if not hasattr(mine, "bare"):
            mine.bare = _bare()
        mine.bare.execute(sql, values)

    return insert


def _bare() -> Any:
    import os

    import psycopg

    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, prepare_threshold=3)


def _write_backlog() -> None:
    from django.db import transaction

    for _ in range(BACKLOG // BY_TRANSACTION):
        with transaction.atomic():
            for _ in range(BY_TRANSACTION):
                _write()


def _reading() -> float:
    """The floor of sealing and verifying: reading the same rows, doing nothing with them."""
    from carnet.journal.leaves import COLUMNS

    with _bare() as bare:
        start = time.perf_counter()
        query = f"SELECT {COLUMNS}, xid, mac FROM journal_event ORDER BY xid, at, nonce LIMIT %s"
        count = len(bare.execute(query, [BACKLOG]).fetchall())
        return count / (time.perf_counter() - start)


def _whole(name: str, function: Callable[[], object], count: int, floor: float) -> Result:
    start = time.perf_counter()
    function()
    elapsed = time.perf_counter() - start
    return Result(name, count / elapsed, elapsed * 1000, elapsed * 1000, floor)


def _verify(floor: float) -> Result:
    from carnet.base.database import row
    from carnet.journal.verify import verify

    found = row("SELECT count(*) FROM journal_event")
    return _whole("journal verify, events", verify, found[0] if found else 0, floor)


def _history() -> Result:
    from carnet.journal.queries import history

    def read() -> None:
        history(1 + secrets.randbelow(PEOPLE), limit=30)

    floor = timed("", _bare_history(), 1, 1.0).rate
    return timed("journal history, 30 lines of a person", read, 1, 1.0, floor)


def _bare_history() -> Callable[[], object]:
    bare = _bare()
    sql = "SELECT * FROM journal_event WHERE person_id = %s ORDER BY at DESC, nonce DESC LIMIT 30"
    return lambda: bare.execute(sql, [1 + secrets.randbelow(PEOPLE)]).fetchall()
