"""The journal as it grows: bytes an event, sealing and verifying, told at each power of ten.

``--events 50000000`` asks for the curve; the events are those of readings of one entry, with the
facts of their decision, as the door writes them.
"""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Iterator
from datetime import datetime

from bench.result import Result
from bench.sizes import SIZES

BY_TRANSACTION = 2_000
STEP = 100_000
PEOPLE = 200_000


def measure() -> list[Result]:
    """Grow an emptied journal to ``--events``; the floor of both is reading the same rows."""
    from carnet.base.database import row

    _empty()
    seconds, done = 0.0, 0
    while done < SIZES.events:
        step = min(STEP, SIZES.events - done)
        _write(step)
        seconds += _seal()
        done += step
        if done in {STEP * 10**power for power in range(4)} or done == SIZES.events:
            verifying, reading = _verify(), _read()
            weight = _weight(done)
            _tell(done, seconds, verifying, weight)
    found = row("SELECT count(*) FROM journal_event")
    count = found[0] if found else 0
    name = f"journal of {done:,} events"
    return [
        Result(f"{name}, sealed", done / seconds, 0.0, 0.0, count / reading),
        Result(f"{name}, verified", count / verifying, 0.0, 0.0, count / reading),
        Result(f"{name}, bytes an event with its indexes", weight, 0.0, 0.0, 0.0),
    ]


def _empty() -> None:
    from carnet.base.database import execute
    from carnet.journal import anchor

    execute("TRUNCATE journal_event, journal_seal, journal_head, journal_tile, journal_census,"
            " journal_census_tile")  # fmt: skip
    anchor.path().unlink(missing_ok=True)


def _write(count: int) -> None:
    from django.db import transaction

    from carnet.base.copying import copy
    from carnet.journal.leaves import COLUMNS

    for first in range(0, count, BY_TRANSACTION):
        some = min(BY_TRANSACTION, count - first)
        with transaction.atomic():
            copy("journal_event", f"{COLUMNS}, mac", _rows(some))


def _rows(count: int) -> Iterator[str]:
    """Rows as ``record`` makes them: a professional reads an entry, with the facts of the rule."""
    from carnet.access.decide import decide
    from carnet.access.facts import Action, Actor, ActorKind, Document, Facts
    from carnet.base import clock
    from carnet.base.copying import texts
    from carnet.journal import contexts, events

    actor = Actor(ActorKind.PROFESSIONAL, 3, 4, "G15_10", software="bench")
    facts = Facts(Action.READ, actor, record_open=True, consent=True, basis="oral 2026-11-02")
    decision = decide(facts.about(Document("11502-2", 9)))
    at: datetime = clock.now()
    context = contexts.number_of(actor.software)
    for _ in range(count):
        person = 1 + secrets.randbelow(PEOPLE)
        kind = events.EventKind.DOCUMENT_READ
        *values, text, mac = events._row(  # noqa: SLF001 - the very bytes that record() writes
            at, kind, person, actor, context, entry_no=12, decision=decision
        )
        yield "\t".join(map(str, (*values, texts(text), mac)))


def _seal() -> float:
    from carnet.journal.sealer import seal_once

    began = time.perf_counter()
    while seal_once():
        pass
    return time.perf_counter() - began


def _verify() -> float:
    from carnet.journal.verify import verify

    began = time.perf_counter()
    problems = verify().problems
    if problems:
        raise AssertionError(problems[0])
    return time.perf_counter() - began


def _read() -> float:
    """The floor: every row read in the order of the log, and nothing done with it."""
    from bench.recorded import bare_connection
    from carnet.journal.leaves import COLUMNS

    began = time.perf_counter()
    with bare_connection() as bare, bare.transaction(), bare.cursor("floor", binary=True) as cursor:
        cursor.itersize = 20_000
        cursor.execute(f"SELECT {COLUMNS}, xid, mac FROM journal_event ORDER BY xid")
        for _ in cursor:
            pass
    return time.perf_counter() - began


def _weight(count: int) -> float:
    from carnet.base.database import row

    found = row("SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('journal_event')")
    return float(found[0]) / count if found else 0.0


def _tell(done: int, seconds: float, verifying: float, weight: float) -> None:
    rates = f"sealed {done / seconds:>7,.0f}/s  verified {done / verifying:>7,.0f}/s"
    print(f"  {done:>11,} events  {rates}  {weight:.0f} bytes each", file=sys.stderr, flush=True)
