"""Deposits of a 100 KB CDA by ITI-65 over HTTP, with 8 clients, beside the bare deposit.

The floor runs in one process, in turns with the house: the SQL of one real deposit recorded and
sent again by plain psycopg in one transaction, after the same encrypted bytes were flushed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

from bench import bundle, people, recorded, server
from bench.connection import Connection
from bench.result import Result
from bench.timed import result
from bench.turns import Turn
from carnet.demo.nation.model import Person

SIZE = 100_000
CLIENTS, TURNS, SECONDS = 8, 3, 4.0
_FIRST_ENTRY, _FIRST_LOT = 700_000, 800_000
_numbers = count(1)


def measure() -> list[Result]:
    """Measure in turns; the floor with as many writers as clients is told beside."""
    from carnet.api.oauth import actions

    insured = [people.insured(number) for number in range(CLIENTS)]
    enrolled = [people.enrol(person) for person in insured]
    bare = _Floor(insured[0], enrolled)
    with server.serving() as served:
        token = actions.issue(people.carers().laboratory)
        deposits = [_client(served.port, token, person) for person in insured]
        ours, floor, wide, untraced = (
            Turn(deposits),
            Turn([bare.writer(0)]),
            Turn([bare.writer(n) for n in range(CLIENTS)]),
            Turn([bare.writer(0, traced=False)]),
        )
        turns = (ours, floor, wide, untraced)
        for turn in turns:
            turn.run(1.0, keep=False)
        for _ in range(TURNS):
            for turn in turns:
                turn.run(SECONDS)
        memory = served.worker_memory()
    name = f"deposit 100 KB over HTTP, {CLIENTS} clients"
    return [
        result(name, ours.durations, ours.elapsed, floor.rate),
        result(f"{name} (floor of {CLIENTS} threads)", ours.durations, ours.elapsed, wide.rate),
        result("bare deposit, beside one without its journal event", floor.durations,
               floor.elapsed, untraced.rate),
        Result("memory of the first worker after that, MB", memory, 0.0, 0.0, 0.0),
    ]  # fmt: skip


def _client(port: int, token: str, person: Person) -> Callable[[], None]:
    """One client on one kept connection; any answer but 200 stops the bench."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/fhir+json"}
    connection = Connection(port, "/fhir", headers)

    def deposit() -> None:
        connection.post(bundle.one_document(person, SIZE, next(_numbers)))

    return deposit


class _Floor:
    """The lasting work of a deposit, bare."""

    def __init__(self, person: Person, enrolled: list[int]) -> None:
        self._enrolled = enrolled
        self._statements, self._unique_id = _record_one(person, enrolled[0])
        self._bytes = os.urandom(SIZE + 16)

    def writer(self, number: int, *, traced: bool = True) -> Callable[[], None]:
        """One writer with its own connection and file; with or without the event of the journal."""
        statements = [one for one in self._statements if traced or "journal_event" not in one[0]]
        connection = recorded.bare_connection()
        path = Path(os.environ["CARNET_DATA"]) / f"floor-{next(_numbers)}"
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        person_id = self._enrolled[number]

        def deposit() -> None:
            os.write(file, self._bytes)
            os.fdatasync(file)
            name = f"floor.{next(_numbers)}"
            values = {self._unique_id: name, self._enrolled[0]: person_id}
            with connection.transaction(), connection.cursor() as cursor:
                for statement in statements:
                    params = recorded.rewritten(statement, values)
                    cursor.execute(statement[0], params)
                    if "RETURNING state" in statement[0]:
                        _state, entry_no, lot_no, *_ = cursor.fetchone() or ("", 0, 0)
                        values |= {_FIRST_ENTRY + 1: entry_no, _FIRST_LOT + 1: lot_no}

        return deposit


def _record_one(person: Person, person_id: int) -> tuple[list[recorded.Statement], str]:
    """Deposit once for real, with numbers that cannot be mistaken, and keep its transaction."""
    from carnet.base.database import execute
    from carnet.records import actions

    lot = bundle.as_deposit(person, person_id, SIZE, next(_numbers), people.carers().laboratory)
    execute(
        "UPDATE records_record SET last_entry_no = %s, last_submission_no = %s"
        " WHERE person_id = %s",
        [_FIRST_ENTRY, _FIRST_LOT, person_id],
    )
    with recorded.recording() as seen:
        actions.deposit(lot)
    first = next(n for n, (sql, _) in enumerate(seen) if "UPDATE records_record" in sql)
    writes = [one for one in seen[first:] if one[1]]
    return writes, lot.documents[0].unique_id
