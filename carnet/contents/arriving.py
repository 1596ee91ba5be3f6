"""Documents that wait to be read: a row written with the deposit, found by the worker.

The row goes with the bytes, when a document is erased for good.
"""

from __future__ import annotations

from datetime import datetime

from carnet.base.database import execute

_EXPECTED = "INSERT INTO contents_reading (person_id, entry_no, since) VALUES (%s, %s, %s)"


def expect(person_id: int, entry_no: int, since: datetime) -> None:
    """Let the worker read this document once the current transaction is committed."""
    execute(_EXPECTED, [person_id, entry_no, since])


def forget(person_id: int, entry_no: int) -> None:
    """Forget all that was read in a document that is erased for good."""
    asked = [person_id, entry_no]
    execute("DELETE FROM contents_reading WHERE person_id = %s AND entry_no = %s", asked)
