"""Events in the order of the log, a chunk of transactions at a time."""

from __future__ import annotations

from carnet.base.database import row, rows
from carnet.journal.leaves import COLUMNS, Row

CHUNK = 20_000
BEGINNING, END = -(2**63), 2**63 - 1

_BOUND = """
SELECT xid FROM journal_event WHERE xid >= %s AND xid < %s ORDER BY xid OFFSET %s LIMIT 1
"""
_EVENTS = f"""
SELECT {COLUMNS}, xid, mac FROM journal_event WHERE xid >= %s AND xid < %s
ORDER BY xid, at, nonce, mac
"""


def chunk(xid_from: int, xid_to: int) -> tuple[int, list[Row]]:
    """Return whole transactions from ``xid_from`` on, about ``CHUNK`` events, and where they end.

    Nothing of ``[xid_from, end[`` is left out; ``end`` is at most ``xid_to``.
    """
    bound = row(_BOUND, [xid_from, xid_to, CHUNK])
    end = bound[0] + 1 if bound else xid_to
    return end, [Row._make(found) for found in rows(_EVENTS, [xid_from, end], binary=True)]


class Stream:
    """All events, read once from the first transaction to the last."""

    def __init__(self) -> None:
        self._read_to = BEGINNING
        self._waiting: list[Row] = []

    def take(self, xid_to: int) -> list[Row]:
        """The events not yet taken of transactions before ``xid_to``."""
        while self._read_to < xid_to:
            self._read_to, found = chunk(self._read_to, END)
            self._waiting += found
        taken = [event for event in self._waiting if event.xid < xid_to]
        self._waiting = self._waiting[len(taken) :]
        return taken
