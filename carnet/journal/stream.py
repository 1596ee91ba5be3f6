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


def chunk(xid_from: int, xid_to: int, near: int = END) -> tuple[int, list[Row]]:
    """Return whole transactions from ``xid_from`` on, about ``CHUNK`` events, and where they end.

    Nothing of ``[xid_from, end[`` is left out; ``end`` is at most ``xid_to``. ``near`` is where
    that many probably end: the BRIN index brings all the events of a span, wherever we stop.
    """
    bound = row(_BOUND, [xid_from, min(near, xid_to), CHUNK])
    if bound is None and near < xid_to:
        bound = row(_BOUND, [xid_from, xid_to, CHUNK])
    end = bound[0] + 1 if bound else xid_to
    return end, [Row._make(found) for found in rows(_EVENTS, [xid_from, end], binary=True)]


def span(events: int, xid_from: int, xid_to: int) -> int:
    """How many transactions hold about two chunks, where these hold so many events."""
    return 2 * CHUNK * (xid_to - xid_from) // max(events, 1) + 1


class Stream:
    """All events, read once from the first transaction to the last."""

    def __init__(self) -> None:
        self._read_to = BEGINNING
        self._span = 1
        self._waiting: list[Row] = []

    def take(self, xid_to: int) -> list[Row]:
        """The events not yet taken of transactions before ``xid_to``."""
        while self._read_to < xid_to:
            reach = min(END, max(xid_to, self._read_to + self._span))
            self._read_to, found = chunk(self._read_to, reach)
            if found:
                self._span = span(len(found), found[0].xid, found[-1].xid + 1)
            self._waiting += found
        taken = [event for event in self._waiting if event.xid < xid_to]
        self._waiting = self._waiting[len(taken) :]
        return taken
