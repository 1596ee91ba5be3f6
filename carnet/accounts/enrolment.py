"""Enrolment: each insured person of the file gets a record to come, and waits for information."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from carnet.accounts import batches
from carnet.accounts.insured import BadLine, Insured
from carnet.accounts.outcomes import Outcome, Result
from carnet.accounts.prepared import Prepared, prepare

BATCH = 5000
UNKNOWN_PARENT = "parent: the matricule of an enrolled person expected, an unknown one found"


def enrol(lines: Iterable[Insured | BadLine]) -> Iterator[Outcome]:
    """Enrol the good lines as they come, some thousands in a transaction.

    Children wait in memory for their parent's line: ``campaign.run`` takes files of any size.
    """
    waiting: list[Prepared] = []
    coming = iter(lines)
    while some := list(islice(coming, BATCH)):
        bad = [line for line in some if isinstance(line, BadLine)]
        yield from (Outcome(line.number, Result.SET_ASIDE, line.reason) for line in bad)
        good = [prepare(line) for line in some if isinstance(line, Insured)]
        yield from _take(good, waiting)
    yield from _take_waiting(waiting)


def _take(lines: list[Prepared], waiting: list[Prepared]) -> Iterator[Outcome]:
    for line, outcome in zip(lines, batches.take(lines), strict=True):
        if outcome.result is Result.WAITING:
            waiting.append(line)
        else:
            yield outcome


def _take_waiting(lines: list[Prepared]) -> Iterator[Outcome]:
    """Take those who waited; a parent may have waited too."""
    left: list[Prepared] = []
    yield from _take(lines, left)
    if len(left) < len(lines):
        yield from _take_waiting(left)
    else:
        yield from (Outcome(line.number, Result.SET_ASIDE, UNKNOWN_PARENT) for line in left)
