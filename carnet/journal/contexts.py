"""Names of software, written once and told by number in each event.

The very first use of a name is written in the transaction that uses it; another transaction that
uses it for the first time at the same moment waits for the end of that one.
"""

from __future__ import annotations

from django.db import transaction

from carnet.base.database import execute, row
from carnet.journal.leaves import context_number

_known: dict[str, int] = {}
_MOST = 10_000
_LONGEST = 200


def number_of(software: str) -> int:
    """Return the number of a software's name (cut at 200 characters), writing it when new."""
    software = software[:_LONGEST]
    number = _known.get(software)
    return _write(software) if number is None else number


def forget() -> None:
    """Ask the database again about every name."""
    _known.clear()


def _write(software: str) -> int:
    number = context_number(software)
    if number:
        execute(
            "INSERT INTO journal_context (context_id, software) VALUES (%s, %s)"
            " ON CONFLICT DO NOTHING",
            [number, software],
        )
        _refuse_collision(number, software)
    # Only what is committed is remembered: a rolled back name would be lost for ever.
    if len(_known) < _MOST:
        transaction.on_commit(lambda: _known.__setitem__(software, number))
    return number


def _refuse_collision(number: int, software: str) -> None:
    found = row("SELECT software FROM journal_context WHERE context_id = %s", [number])
    if found != (software,):
        raise ValueError(f"journal context {number} already names another software")
