"""Documents that wait to be read: a row written with the deposit, found by the worker."""

from __future__ import annotations

from datetime import datetime

from carnet.base.database import execute

_EXPECTED = "INSERT INTO contents_reading (person_id, entry_no, since) VALUES (%s, %s, %s)"


def expect(person_id: int, entry_no: int, since: datetime) -> None:
    """Let the worker read this document once the current transaction is committed."""
    execute(_EXPECTED, [person_id, entry_no, since])
