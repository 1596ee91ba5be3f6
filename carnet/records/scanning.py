"""The antivirus: what it says of each document, and what may be given away meanwhile.

Absent by default (setting CLAMD_SOCKET): then nothing is asked and nothing waits. With it, an
original is given once it was found clean; until then, what is drawn from it is shown, for that is
only pixels and words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import structlog
from django.conf import settings
from django.db import transaction

from carnet.base import clock
from carnet.base.database import execute, row, rows
from carnet.journal.events import EventKind, record
from carnet.records import clamd
from carnet.records.problems import Withheld
from carnet.records.states import SYSTEM
from carnet.vault import store
from carnet.vault.problems import VaultProblem

# Over the alias e of records_entry.
NOT_INFECTED = """NOT EXISTS (
    SELECT FROM records_scan s WHERE s.person_id = e.person_id AND s.entry_no = e.entry_no
    AND s.state = 'infected')"""
_EXPECTED = """
INSERT INTO records_scan (person_id, entry_no, state, since) VALUES (%s, %s, %s, %s)
"""
_STATE = "SELECT state, since FROM records_scan WHERE person_id = %s AND entry_no = %s"
_WAITING = """
SELECT s.person_id, s.entry_no, s.tries, e.segment, e.position, e.wrapped_key
FROM records_scan s JOIN records_entry e USING (person_id, entry_no)
WHERE s.state = 'waiting' AND (s.not_before IS NULL OR s.not_before <= %s)
ORDER BY s.since LIMIT %s
"""
_AGAIN = """
UPDATE records_scan SET tries = %s, not_before = %s
WHERE person_id = %s AND entry_no = %s AND state = 'waiting'
"""
_SAID = """
UPDATE records_scan SET state = %s, since = %s, found = %s, not_before = NULL
WHERE person_id = %s AND entry_no = %s AND state = 'waiting'
"""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
_MOST_TRIES = 20  # counted no further: the wait does not grow any more
_NAME = 120  # characters of records_scan.found
_log = structlog.get_logger(__name__)


class State(StrEnum):
    """What is known of one document."""

    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"
    UNREACHABLE = "unreachable"  # of an answer only: the document then waits
    NOT_ASKED = ""  # no antivirus is configured


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the antivirus says of some bytes; ``found`` names what it found in infected ones."""

    state: State
    found: str = ""

    @property
    def infected(self) -> bool:
        """Whether the bytes must be refused."""
        return self.state is State.INFECTED

    @property
    def clean(self) -> bool:
        """Whether the bytes were looked at and found clean: ``NewDocument.found_clean``."""
        return self.state is State.CLEAN


def check(data: bytes) -> Verdict:
    """Have bytes looked at now, before they are taken; never raises.

    Refuse what is infected. Take all the rest: what could not be looked at waits.
    """
    if not settings.CLAMD_SOCKET:
        return Verdict(State.NOT_ASKED)
    try:
        answer = clamd.ask(settings.CLAMD_SOCKET, data, settings.CLAMD_SECONDS)
    except clamd.Unreachable as fault:
        _log.warning("antivirus.unreachable", reason=str(fault))
        return Verdict(State.UNREACHABLE)
    if answer.found:
        return Verdict(State.INFECTED, answer.found[:_NAME])
    return Verdict(State.CLEAN)


def expect(person_id: int, entry_no: int, since: datetime, *, found_clean: bool = False) -> None:
    """Let the worker have a document looked at, once the current transaction is committed."""
    if settings.CLAMD_SOCKET:
        state = State.CLEAN if found_clean else State.WAITING
        execute(_EXPECTED, [person_id, entry_no, state, since])


def withheld(person_id: int, entry_no: int) -> Withheld | None:
    """Why the original of an entry is not given; None where it is. For who may see the entry."""
    state, since = row(_STATE, [person_id, entry_no]) or (None, None)
    return reason(state, since)


def reason(
    state: str | None, since: datetime | None, *, rendition: bool = False
) -> Withheld | None:
    """Why a document in this state (None: never asked) is not given, nor drawn from if so."""
    infected = state == State.INFECTED
    waits = state == State.WAITING and bool(settings.CLAMD_SOCKET) and not rendition
    return Withheld(infected=infected, since=since) if since and (infected or waits) else None


def scan_waiting(limit: int = 50) -> int:
    """Have those that wait looked at; return how many were. The first unreachable ends the round.

    It waits a little longer each time, so that one at which the antivirus stumbles lets the
    others pass in the next rounds.
    """
    looked_at = 0
    if settings.CLAMD_SOCKET:
        for person_id, entry_no, tries, *place in rows(_WAITING, [clock.now(), limit]):
            verdict = _look(person_id, place)
            if verdict.state is State.UNREACHABLE:
                _wait_longer(person_id, entry_no, tries)
                break
            _say(person_id, entry_no, verdict)
            looked_at += 1
    return looked_at


def _look(person_id: int, place: list[object]) -> Verdict:
    try:
        return check(store.get(person_id, *place))  # type: ignore[arg-type]
    except (VaultProblem, OSError):
        _log.exception("antivirus.unreadable")
        return Verdict(State.UNREACHABLE)


def _wait_longer(person_id: int, entry_no: int, tries: int) -> None:
    wait = min(_FIRST_WAIT * 2**tries, _LONGEST_WAIT)
    asked = [min(tries + 1, _MOST_TRIES), clock.now() + wait, person_id, entry_no]
    execute(_AGAIN, asked)


def _say(person_id: int, entry_no: int, verdict: Verdict) -> None:
    said = [verdict.state, clock.now(), verdict.found, person_id, entry_no]
    with transaction.atomic():
        if execute(_SAID, said) and verdict.infected:
            detail = {"found": verdict.found}
            record(EventKind.INFECTION_FOUND, person_id, SYSTEM, entry_no=entry_no, detail=detail)
