"""The timeline of a person with 50 entries, consent applied, traced; then among a million.

Two databases, one of 10 thousand entries and one of a million, are asked in short turns that
change their order, so that the noise of the machine hits both. The same 200 people are asked of
both; a third measure asks about all 20 thousand of the million, in no order of the disk. Each
keeps its thread and its connection, as servers do: what the first calls prepare is not measured.
After the rows are copied, VACUUM ANALYZE and CHECKPOINT do what autovacuum and the checkpointer
do in a house that fills slowly. The floor sends the SQL of one timeline and of its event in one
transaction, by plain psycopg.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.db import connection

from bench import bundle, people, recorded
from bench.result import Result
from bench.timed import result
from carnet.access.facts import Actor, ActorKind
from carnet.base.database import rows
from carnet.records import actions, door
from carnet.sharing import actions as sharing

ENTRIES = 50
FEW, MANY = 200, 20_000  # people: 10 thousand and 1 million entries
FIRST = 6_000_000  # person_id of the first of them
ROUNDS, SECONDS = 60, 0.25  # a turn each in a round
WARM = 2 * FEW  # calls, each of the few twice
SMALL = "bench_small"
TEMPLATE = 1000  # number of the insured person whose rows are copied


class Lane:
    """One way of asking, in a thread of its own that keeps its connection."""

    def __init__(self, function: Callable[[], None]) -> None:
        self._function = function
        self._thread = ThreadPoolExecutor(1)
        self._durations: list[float] = []
        self._thread.submit(self._warm).result()

    def turn(self) -> None:
        """Ask for a while; whatever fails is raised here."""
        self._thread.submit(self._repeat).result()

    def close(self) -> None:
        """Close the connection, that of Django included, and end the thread."""
        self._thread.submit(lambda: connection.close()).result()  # noqa: PLW0108 - of that thread
        self._thread.shutdown()

    def result(self, name: str, floor: float) -> Result:
        """Summarise all turns."""
        return result(name, self._durations, sum(self._durations), floor)

    def _warm(self) -> None:
        for _ in range(WARM):
            self._function()

    def _repeat(self) -> None:
        now = time.perf_counter()
        end = now + SECONDS
        while now < end:
            self._function()
            after = time.perf_counter()
            self._durations.append(after - now)
            now = after


def measure() -> list[Result]:
    """Measure the three ways and the floor in turns."""
    _fill_both()
    few = Lane(_elsewhere(SMALL, _over(_timeline, FEW)))
    lanes = [few, *(Lane(_over(*way)) for way in ((_timeline, FEW), (_timeline, MANY)))]
    lanes.append(Lane(_over(_floor(), FEW)))
    for number in range(ROUNDS):
        for lane in lanes[number % 4 :] + lanes[: number % 4]:
            lane.turn()
    for lane in lanes:
        lane.close()
    floor = lanes[-1].result("", 0).rate
    name = f"timeline of {ENTRIES} entries,"
    names = ("among 10 thousand", "among 1 million", "of anyone among 1 million")
    found = [lane.result(f"{name} {how}", floor) for lane, how in zip(lanes, names, strict=False)]
    growths = [
        _growth(f"p99 {how}, of that among 10 thousand", many.p99_ms, found[0].p99_ms)
        for how, many in zip(names[1:], found[1:], strict=True)
    ]
    return [*found, *growths]


def _growth(name: str, many: float, few: float) -> Result:
    return Result(name, many / few, 0, 0, 0)


def _fill_both() -> None:
    person = people.insured(TEMPLATE)
    model = people.enrol(person)
    actions.deposit(bundle.as_deposit(person, model, 100_000, 1, people.carers().laboratory))
    holder = Actor(ActorKind.PERSON, model)
    sharing.record_consent(model, holder, professional_id=people.carers().doctor, mode="online")
    fill(model, 0, FEW)
    _copy_database(SMALL)
    fill(model, FEW, MANY)
    with recorded.bare_connection() as bare:
        bare.execute("CHECKPOINT")


def _timeline(person_id: int) -> None:
    doctor = Actor(ActorKind.PROFESSIONAL, people.carers().doctor, 0, "G15_10", "SM26")
    page = door.open(person_id, doctor).timeline()
    assert (len(page.entries), page.total) == (ENTRIES, ENTRIES)


def _over(function: Callable[[int], None], count: int) -> Callable[[], None]:
    """Call for one person after another, of so many, far from the one before."""
    numbers = itertools.count()
    return lambda: function(FIRST + next(numbers) * 7_919 % count)


def _elsewhere(database: str, function: Callable[[], None]) -> Callable[[], None]:
    """Call in another database; a thread has its own connection, made at its first statement."""

    def there() -> None:
        if connection.settings_dict["NAME"] != database:
            connection.settings_dict = connection.settings_dict | {"NAME": database}
        function()

    return there


def _copy_database(name: str) -> None:
    here = connection.settings_dict["NAME"]
    connection.close()  # a model of others must be idle
    with psycopg.connect(recorded.address("postgres"), autocommit=True) as bare:
        bare.execute(f'CREATE DATABASE "{name}" TEMPLATE "{here}"')


def _floor() -> Callable[[int], None]:
    with recorded.recording() as seen:
        _timeline(FIRST)
    first = next(n for n, (sql, _) in enumerate(seen) if "records_entry" in sql)
    bare = recorded.bare_connection()

    def timeline(person_id: int) -> None:
        with bare.transaction(), bare.cursor() as cursor:
            for statement in seen[first:]:
                cursor.execute(statement[0], recorded.rewritten(statement, {FIRST: person_id}))
                if cursor.description:
                    cursor.fetchall()

    return timeline


def fill(model: int, since: int, until: int) -> None:
    """Copy the rows of the model to other people: one written line is the mould of all."""
    for table, count in (
        ("records_record", 1),
        ("sharing_authorization", 1),
        ("records_entry", ENTRIES),
    ):
        columns = [name for (name,) in rows(_COLUMNS, [table])]
        moulds = [_mould(table, columns, model, number) for number in range(1, count + 1)]
        with recorded.bare_connection() as bare, bare.cursor() as cursor:
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for person_id in range(FIRST + since, FIRST + until):
                    copy.write("".join(moulds).replace(_PERSON, str(person_id)))
            cursor.execute(f"VACUUM ANALYZE {table}")


def _mould(table: str, columns: list[str], model: int, number: int) -> str:
    """One line as COPY writes it, with a mark where the person goes."""
    values = ", ".join(_VALUES.get(name, name) for name in columns).replace("@n", str(number))
    query = f"COPY (SELECT {values} FROM {table} WHERE person_id = {model}) TO STDOUT"
    with recorded.bare_connection() as bare, bare.cursor().copy(query) as copy:
        return b"".join(bytes(part) for part in copy).decode()


_COLUMNS = (
    "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
    " AND is_generated = 'NEVER' ORDER BY ordinal_position"
)
_PERSON = "@person"
_VALUES = {
    "person_id": f"'{_PERSON}'",
    "entry_no": "@n",
    "unique_id": "'2.25.' || @n",
    "service_start": "service_start - @n * interval '9 days'",
    "header": "'{}'",  # lists never read it: the covering index answers them
}
