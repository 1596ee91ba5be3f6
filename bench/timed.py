"""Runs one function again and again, by several threads, for a while."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable

from bench.result import Result


def timed(
    name: str, function: Callable[[], object], threads: int, seconds: float, floor: float = 0.0
) -> Result:
    """Measure ``function``; the rate is of all threads together, latencies are of single calls."""
    durations: list[list[float]] = [[] for _ in range(threads)]
    function()  # what the first call prepares is not measured
    start = time.perf_counter()
    end = start + seconds

    def work(mine: list[float]) -> None:
        now = time.perf_counter()
        while now < end:
            function()
            after = time.perf_counter()
            mine.append(after - now)
            now = after

    crew = [threading.Thread(target=work, args=(mine,)) for mine in durations]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()
    elapsed = time.perf_counter() - start
    return result(name, [one for mine in durations for one in mine], elapsed, floor)


def result(name: str, durations: list[float], elapsed: float, floor: float) -> Result:
    """Summarise single durations (seconds) of a run that took ``elapsed`` seconds."""
    cuts = statistics.quantiles(durations, n=100, method="inclusive")
    return Result(name, len(durations) / elapsed, cuts[49] * 1000, cuts[98] * 1000, floor)
