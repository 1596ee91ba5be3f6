"""What the operator asks of the antivirus's work. A document is named by an opaque reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from carnet.base import clock
from carnet.base.database import execute, row, rows
from carnet.base.ids import Kind, Pointer, conceal

_COUNTED = """
SELECT count(*) FILTER (WHERE state = 'waiting'), min(since) FILTER (WHERE state = 'waiting'),
       count(*) FILTER (WHERE state = 'clean'), count(*) FILTER (WHERE state = 'infected')
FROM records_scan
"""
_INFECTED = """
SELECT s.person_id, s.entry_no, s.since, s.found, e.source_organization_id
FROM records_scan s JOIN records_entry e USING (person_id, entry_no)
WHERE s.state = 'infected' ORDER BY s.since
"""
_AGAIN = """
UPDATE records_scan SET state = 'waiting', since = %s, tries = 0, not_before = NULL, found = ''
WHERE state = 'infected'
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many documents are in each state; ``oldest``: since when the first one waits."""

    waiting: int
    oldest: datetime | None
    clean: int
    infected: int


@dataclass(frozen=True, slots=True)
class Infection:
    """One infected document; ``organization_id`` deposited it, None for the person."""

    reference: UUID
    since: datetime
    found: str
    organization_id: int | None


def counted() -> Counted:
    """Count the documents that the antivirus was asked about."""
    found = row(_COUNTED)
    return Counted(*found) if found else Counted(0, None, 0, 0)


def infected() -> list[Infection]:
    """List those that are infected, oldest first."""
    return [
        Infection(conceal(Pointer(Kind.ENTRY, person_id, entry_no)), since, found, depositor)
        for person_id, entry_no, since, found, depositor in rows(_INFECTED)
    ]


def ask_again() -> int:
    """Let those that are infected wait for newer signatures; return how many."""
    return execute(_AGAIN, [clock.now()])
