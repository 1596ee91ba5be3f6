"""Who reads which document: claimed for a while, kept when it was read, put off when it was not.

A claim is committed before anything is read and ends by itself, so that a worker that dies leaves
what it held to the next; one that comes back late finds that its claim is gone and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby

from carnet.base import clock
from carnet.base.database import execute, rows, together

LEASE = timedelta(minutes=10)
AT_ONCE = 10  # documents of one person in one claim: read well within a lease
MOST_TRIES = 5
_SHUT = timedelta(days=1)
# The newest first: what arrives now does not wait for what a better reader reads again.
_WAITING = """
SELECT person_id, entry_no, tries FROM contents_reading
WHERE read_at IS NULL AND (not_before IS NULL OR not_before <= %s)
ORDER BY since DESC LIMIT %s
"""
_CLAIM = """
UPDATE contents_reading SET tries = tries + 1, not_before = %s
WHERE person_id = %s AND entry_no = ANY(%s) AND read_at IS NULL
  AND (not_before IS NULL OR not_before <= %s)
RETURNING entry_no, tries
"""
# A refusal that came meanwhile wins: nothing that it deleted is written again.
_KEEP = """
UPDATE contents_reading
SET read_at = %s, reader = %s, problem = %s, tries = 0, not_before = NULL, words = %s, text = %s,
    shown = %s,
    values = CASE WHEN EXISTS (SELECT FROM contents_refusal r WHERE r.person_id = %s)
             THEN NULL ELSE %s::bytea END
WHERE person_id = %s AND entry_no = %s AND not_before = %s
"""
_PUT_OFF = """
UPDATE contents_reading SET not_before = %s, tries = %s
WHERE person_id = %s AND entry_no = %s AND not_before = %s
"""


class Problem(StrEnum):
    """Why nothing, or not all, was read: how a document that waited for long ends."""

    NONE = ""
    UNREADABLE = "unreadable"  # no reader of ours understands it
    COSTLY = "costly"  # each try took more time or memory than a document may
    UNREACHABLE = "unreachable"  # its bytes or its key could not be had


@dataclass(frozen=True, slots=True)
class Claim:
    """One document to read, until its lease ends; ``tries`` counts this one."""

    person_id: int
    entry_no: int
    tries: int
    lease: datetime

    @property
    def last(self) -> bool:
        """Whether no other try will come."""
        return self.tries >= MOST_TRIES


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one document, packed and sealed."""

    claim: Claim
    words: bytes | None = None
    text: bytes | None = None
    values: bytes | None = None
    problem: Problem = Problem.NONE
    shown: bytes | None = None


def people(limit: int) -> Iterator[tuple[int, list[int]]]:
    """Documents that wait, those of one person together; one that failed before is alone."""
    found = rows(_WAITING, [clock.now(), limit])
    alike = groupby(found, key=lambda line: (line[0], line[1] if line[2] else 0))
    for (person_id, _alone), lines in alike:
        numbers = [number for _person, number, _tries in lines]
        for start in range(0, len(numbers), AT_ONCE):
            yield person_id, numbers[start : start + AT_ONCE]


def claim(person_id: int, entry_nos: Sequence[int]) -> list[Claim]:
    """Take those of these documents that nobody else has taken meanwhile."""
    now = clock.now()
    taken = rows(_CLAIM, [now + LEASE, person_id, list(entry_nos), now])
    return [Claim(person_id, number, tries, now + LEASE) for number, tries in sorted(taken)]


def keep(found: Sequence[Read], reader: int) -> None:
    """Write what was read of documents, in one transaction."""
    now = clock.now()
    with together():
        for one in found:
            of, person_id = one.claim, one.claim.person_id
            said = [now, reader, one.problem, one.words, one.text, one.shown]
            execute(_KEEP, [*said, person_id, one.values, person_id, of.entry_no, of.lease])


def put_off(of: Claim) -> None:
    """Let a document that failed wait 4, 16, 64… minutes after its tries."""
    _put_off(of, timedelta(minutes=4**of.tries), of.tries)


def put_off_while_shut(of: Claim) -> None:
    """Let a document of a record that is not open wait, without counting the try."""
    _put_off(of, _SHUT, of.tries - 1)


def put_off_while_busy(of: Claim, seconds: float) -> None:
    """Let a document wait for a free reader, without counting the try."""
    _put_off(of, timedelta(seconds=seconds), of.tries - 1)


def _put_off(of: Claim, wait: timedelta, tries: int) -> None:
    execute(_PUT_OFF, [clock.now() + wait, tries, of.person_id, of.entry_no, of.lease])
