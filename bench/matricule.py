"""Finding a person by their matricule, in a small house and in a large one."""

from __future__ import annotations

import gc
import secrets
import statistics
import time

from bench.result import Result
from bench.sizes import SIZES

SMALL = 100_000
TRIES = 20_000
ROUNDS = 5


def measure() -> list[Result]:
    """The same question to both indexes in turns; the floor of the larger is the smaller."""
    from carnet.base.database import execute

    for size in (SMALL, SIZES.index):
        _fill(size)
    small: list[float] = []
    large: list[float] = []
    for _ in range(ROUNDS):
        small += _times(SMALL)
        large += _times(SIZES.index)
    for size in (SMALL, SIZES.index):
        execute(f"DROP TABLE {_table(size)}")
    floor, found = _p99(small), _p99(large)
    name = "matricule to person, {:,} people"
    return [
        Result(name.format(SMALL), len(small) / sum(small), _p50(small), floor, 0),
        Result(name.format(SIZES.index), len(large) / sum(large), _p50(large), found,
               len(small) / sum(small)),
        Result(f"matricule p99, {SIZES.index:,} over {SMALL:,} people", found / floor, 0, 0, 0),
    ]  # fmt: skip


def _fill(people: int) -> None:
    """Rows of the table of matricules alone; its key is built last, which takes less time."""
    from carnet.base.database import execute

    execute(f"CREATE TABLE {_table(people)} (LIKE identity_matricule)")
    execute(
        f"INSERT INTO {_table(people)} (matricule_index, person_id)"
        " SELECT substring(sha256(int8send(n)) FOR 16), n FROM generate_series(1, %s) n", [people]
    )  # fmt: skip
    execute(f"ALTER TABLE {_table(people)} ADD PRIMARY KEY (matricule_index)")
    execute(f"VACUUM ANALYZE {_table(people)}")


def _times(people: int) -> list[float]:
    """Seconds of single questions, as ``people.find_by_matricule`` asks them, known or not."""
    from hashlib import sha256

    from carnet.base.database import row

    asked = [
        sha256((1 + secrets.randbelow(people)).to_bytes(8, "big")).digest()[:16]
        for _ in range(TRIES // ROUNDS)
    ]
    sql = f"SELECT person_id FROM {_table(people)} WHERE matricule_index = %s"
    durations = []
    gc.disable()
    for index in asked:
        began = time.perf_counter()
        found = row(sql, [index])
        durations.append(time.perf_counter() - began)
        if found is None:
            raise AssertionError("not found")
    gc.enable()
    return durations


def _table(people: int) -> str:
    return f"bench_matricule_{people}"


def _p50(durations: list[float]) -> float:
    return statistics.median(durations) * 1000


def _p99(durations: list[float]) -> float:
    return statistics.quantiles(durations, n=100, method="inclusive")[98] * 1000
