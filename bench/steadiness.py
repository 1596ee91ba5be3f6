"""How steady the machine is: the same work over and over, without us and without a disk.

A percentile cannot be steadier than this one: what a p95 tells of us is what it adds to it.
"""

from __future__ import annotations

import statistics
import time

TIMES, TURNS = 200, 150_000


def told() -> str:
    """The best, the median and the p95 of a fixed loop of plain Python, in ms."""
    durations = [_once() for _ in range(TIMES)]
    best, middle = min(durations), statistics.median(durations)
    p95 = statistics.quantiles(durations, n=20)[-1]
    found = f"best {best:.0f} ms, p50 {middle:.0f} ms, p95 {p95:.0f} ms"
    return f"a fixed loop without us: {found}, {p95 / best:.1f} times its best"


def _once() -> float:
    """One turn, in ms."""
    began, filled = time.perf_counter(), {}
    for number in range(TURNS):
        filled[number % 977] = str(number)
    return (time.perf_counter() - began) * 1000
