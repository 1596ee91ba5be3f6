"""Enrolment of a file beside a bare COPY of the same rows into the same tables."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import Any, Self

from bench import register
from bench.recorded import bare_connection
from bench.result import Result
from bench.sizes import SIZES

TABLES = ("identity_person", "identity_matricule", "records_record", "accounts_contact",
          "sharing_representation", "journal_event")  # fmt: skip
STEP = 100_000


def measure() -> list[Result]:
    """Enrol the file, then copy what it wrote; the floor is that copy, index for index."""
    folder = Path(os.environ["CARNET_DATA"]) / "enrolment"
    folder.mkdir(exist_ok=True)
    path = folder / "insured.csv"
    register.write(path, SIZES.people)
    _empty()
    with _Memory() as memory:
        seconds = _enrol(path)
    again = _enrol(path)
    floor = _bare_copy(folder)
    people = SIZES.people
    _say(people, path, memory)
    name = f"enrolment, {people:,} lines"
    return [
        Result(name, people / seconds, seconds * 1000, seconds * 1000, people / floor),
        Result(f"{name} already known", people / again, again * 1000, again * 1000, people / floor),
        Result("enrolment, highest memory of all processes, MB", memory.highest, 0, 0, 0),
    ]


def _enrol(path: Path) -> float:
    from carnet.accounts import campaign
    from carnet.accounts.reporting import Report

    curve = _Curve()
    with path.open("rb") as file:
        done = campaign.run(file, lambda kept: Report(path.with_suffix(".bad"), kept), curve.show)
    seconds = time.perf_counter() - curve.began
    counts = done.counts
    if counts["enrolled"] + counts["known"] != SIZES.people or counts["set-aside"]:
        raise AssertionError(f"not everybody was enrolled: {dict(counts)}")
    return seconds


class _Curve:
    """Tells the rate at each step, on standard error."""

    def __init__(self) -> None:
        self.began = self._said = time.perf_counter()
        self._lines = 0

    def show(self, progress: Any) -> None:
        if progress.lines - self._lines >= STEP:
            now = time.perf_counter()
            rate = (progress.lines - self._lines) / (now - self._said)
            print(f"  {progress.lines:>10,} lines  {rate:>8,.0f}/s", file=sys.stderr)
            self._said, self._lines = now, progress.lines


def _empty() -> None:
    """Other benches wrote people: the same rows are counted on both sides."""
    from carnet.base.database import execute

    execute(f"TRUNCATE {', '.join(TABLES)}")


def _bare_copy(folder: Path) -> float:
    """Seconds that plain COPY takes for the same rows, from files, in one transaction."""
    with bare_connection() as bare:
        for table in TABLES:
            with (folder / table).open("wb") as file, bare.cursor().copy(
                f"COPY {table} TO STDOUT" if table != "journal_event"
                else f"COPY (SELECT * FROM {table}) TO STDOUT"
            ) as out:  # fmt: skip
                for some in out:
                    file.write(some)
            bare.execute(f"CREATE TABLE floor_{table} (LIKE {table} INCLUDING ALL)")
        began = time.perf_counter()
        with bare.transaction():
            for table in TABLES:
                with (folder / table).open("rb") as file, bare.cursor().copy(
                    f"COPY floor_{table} FROM STDIN"
                ) as into:  # fmt: skip
                    while some := file.read(1 << 16):
                        into.write(some)
        seconds = time.perf_counter() - began
        for table in TABLES:
            bare.execute(f"DROP TABLE floor_{table}")
    return seconds


def _say(people: int, path: Path, memory: _Memory) -> None:
    from carnet.base.database import row

    print(f"  file {path.stat().st_size / people:.0f} bytes a line", file=sys.stderr)
    for table in TABLES:
        size = row(
            "SELECT coalesce(sum(pg_total_relation_size(relid)), pg_total_relation_size(%s))"
            " FROM pg_partition_tree(%s)", [table, table]
        )  # fmt: skip
        assert size is not None
        print(f"  {table:24} {float(size[0]) / people:7.1f} bytes a line", file=sys.stderr)
    print(f"  memory at most {memory.highest:.0f} MB ({memory.count} processes)", file=sys.stderr)


class _Memory:
    """The highest sum of resident memory of this process and its children, in MB, from 0.2 s."""

    def __enter__(self) -> Self:
        self.highest, self.count, self._stop = 0.0, 0, threading.Event()
        self._watcher = threading.Thread(target=self._watch)
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._watcher.join()

    def _watch(self) -> None:
        page = os.sysconf("SC_PAGE_SIZE") / 1e6
        while not self._stop.wait(0.2):
            family = _family(os.getpid())
            used = sum(_pages(one) for one in family) * page
            if used > self.highest:
                self.highest, self.count = used, len(family)


def _family(process: int) -> list[int]:
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            found += _family(int(child))
    return found


def _pages(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0
