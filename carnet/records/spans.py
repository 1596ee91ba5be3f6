"""Numbers of entries, written compactly for the journal: ``1-50,53``."""

from __future__ import annotations

from collections.abc import Iterable


def spans(numbers: Iterable[int]) -> str:
    """Write numbers as spans, in increasing order."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


_LONGEST = 1_000_000  # a run: no record has as many entries


def numbers(text: str) -> tuple[int, ...]:
    """Read back what ``spans`` wrote; ValueError for anything else."""
    found: list[int] = []
    for run in filter(None, text.split(",")):
        first, _, last = run.partition("-")
        numbered = range(int(first), int(last or first) + 1)
        if len(numbered) > _LONGEST:
            raise ValueError("a run of more entries than a record has")
        found += numbered
    return tuple(found)
