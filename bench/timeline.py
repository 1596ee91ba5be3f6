"""The timeline of a person with 50 entries, consent applied, traced; then among a million.

The same people are asked in two databases, in turns: one holds 10 thousand entries, the other a
million. The floor sends the SQL of one timeline and of its event in one transaction, by plain
psycopg.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import psycopg
from django.db import connection

from bench import bundle, people, recorded
from bench.result import Result
from bench.timed import result
from bench.turns import Turn
from carnet.access.facts import Actor, ActorKind
from carnet.base.database import rows
from carnet.records import actions, door
from carnet.sharing import actions as sharing

ENTRIES = 50
FEW, MANY = 200, 20_000  # people: 10 thousand and 1 million entries
FIRST = 6_000_000  # person_id of the first of them
TURNS, SECONDS = 4, 2.0
SMALL = "bench_small"
_TEMPLATE = 1000  # number of the insured person whose rows are copied


def measure() -> list[Result]:
    """Measure in both databases in turns, so that the noise of the machine hits both."""
    person = people.insured(_TEMPLATE)
    model = people.enrol(person)
    actions.deposit(bundle.as_deposit(person, model, 100_000, 1, people.carers().laboratory))
    holder = Actor(ActorKind.PERSON, model)
    sharing.record_consent(model, holder, professional_id=people.carers().doctor, mode="online")
    _fill(model, 0, FEW)
    _copy_database(SMALL)
    _fill(model, FEW, MANY)
    ours = Turn([_over_people(_timeline)])
    floor = Turn([_over_people(_floor())])
    small = Turn([_elsewhere(SMALL, _over_people(_timeline))])
    for _ in range(TURNS):
        for turn in (small, ours, floor):
            turn.run(0.3, keep=False)
            turn.run(SECONDS)
    name = f"timeline of {ENTRIES} entries, among"
    few = result(f"{name} 10 thousand", small.durations, small.elapsed, floor.rate)
    many = result(f"{name} 1 million", ours.durations, ours.elapsed, floor.rate)
    growth = many.p99_ms / few.p99_ms
    return [few, many, Result("p99 of 1 million entries, of that of 10 thousand", growth, 0, 0, 0)]


def _timeline(person_id: int) -> None:
    doctor = Actor(ActorKind.PROFESSIONAL, people.carers().doctor, 0, "G15_10", "SM26")
    page = door.open(person_id, doctor).timeline()
    assert (len(page.entries), page.total) == (ENTRIES, ENTRIES)


def _over_people(function: Callable[[int], None]) -> Callable[[], None]:
    """Call for one person after another, of those whom both databases hold."""
    numbers = itertools.count()
    return lambda: function(FIRST + next(numbers) * 67 % FEW)


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


def _fill(model: int, since: int, until: int) -> None:
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
