"""The timeline of a person with 50 entries, consent applied, traced; then among a million.

The floor sends the SQL of one timeline and of its event in one transaction, by plain psycopg.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from bench import bundle, people, recorded
from bench.result import Result
from bench.timed import result
from bench.turns import Turn
from carnet.access.facts import Actor, ActorKind
from carnet.base.database import execute, rows
from carnet.records import actions, door
from carnet.sharing import actions as sharing

ENTRIES = 50
FEW, MANY = 200, 20_000  # people: 10 thousand and 1 million entries
FIRST = 6_000_000  # person_id of the first of them
TURNS, SECONDS = 3, 2.0
_TEMPLATE = 1000  # number of the insured person whose rows are copied


def measure() -> list[Result]:
    """Measure among few entries, then among many."""
    person = people.insured(_TEMPLATE)
    model = people.enrol(person)
    actions.deposit(bundle.as_deposit(person, model, 100_000, 1, people.carers().laboratory))
    holder = Actor(ActorKind.PERSON, model)
    sharing.record_consent(model, holder, professional_id=people.carers().doctor, mode="online")
    _fill(model, 0, FEW)
    few = _measured("10 thousand", FEW)
    _fill(model, FEW, MANY)
    many = _measured("1 million", MANY)
    growth = many.p99_ms / few.p99_ms
    return [few, many, Result("p99 of 1 million entries, of that of 10 thousand", growth, 0, 0, 0)]


def _measured(words: str, size: int) -> Result:
    doctor = Actor(ActorKind.PROFESSIONAL, people.carers().doctor, 0, "G15_10", "SM26")

    def timeline(person_id: int) -> None:
        page = door.open(person_id, doctor).timeline()
        assert (len(page.entries), page.total) == (ENTRIES, ENTRIES)

    ours = Turn([_over_people(timeline, size)])
    floor = Turn([_over_people(_floor(timeline), size)])
    for _ in range(TURNS):
        for turn in (ours, floor):
            turn.run(0.5, keep=False)
            turn.run(SECONDS)
    name = f"timeline of {ENTRIES} entries, among {words}"
    return result(name, ours.durations, ours.elapsed, floor.rate)


def _over_people(function: Callable[[int], None], size: int) -> Callable[[], None]:
    """Call for one person after another, in an order that no cache likes."""
    step = size // 3 + 1
    numbers = itertools.count(0, step | 1)
    return lambda: function(FIRST + next(numbers) % size)


def _floor(timeline: Callable[[int], None]) -> Callable[[int], None]:
    with recorded.recording() as seen:
        timeline(FIRST)
    first = next(n for n, (sql, _) in enumerate(seen) if "records_entry" in sql)
    connection = recorded.bare_connection()

    def bare(person_id: int) -> None:
        with connection.transaction(), connection.cursor() as cursor:
            for statement in seen[first:]:
                cursor.execute(statement[0], recorded.rewritten(statement, {FIRST: person_id}))
                if cursor.description:
                    cursor.fetchall()

    return bare


def _fill(model: int, since: int, until: int) -> None:
    """Copy the rows of the model to other people, in one statement a table."""
    for table, numbers in (
        ("records_record", "1"),
        ("sharing_authorization", "1"),
        ("records_entry", str(ENTRIES)),
    ):
        columns = [name for (name,) in rows(_COLUMNS, [table])]
        values = ", ".join(_VALUES.get(name, f"m.{name}") for name in columns)
        execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} m,"
            f" generate_series(%s, %s) p, generate_series(1, {numbers}) n WHERE m.person_id = %s",
            [FIRST + since, FIRST + until - 1, model],
        )
        execute(f"VACUUM ANALYZE {table}")


_COLUMNS = (
    "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
    " AND is_generated = 'NEVER' ORDER BY ordinal_position"
)
_VALUES = {
    "person_id": "p",
    "entry_no": "n",
    "unique_id": "'2.25.' || n",
    "service_start": "m.service_start - n * interval '9 days'",
}
