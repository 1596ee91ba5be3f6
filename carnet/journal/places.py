"""Where events stand in the log: the seal of their transaction, then their leaf in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from carnet.base.database import rows

_BATCH = 50
_HASH = 32
_SEALS = """
SELECT DISTINCT ON (s.seal_no) s.xid_from, s.xid_to, s.first_index, s.leaves
FROM unnest(%s::bigint[]) AS asked (xid) CROSS JOIN LATERAL
 (SELECT seal_no, xid_from, xid_to, first_index, leaves FROM journal_seal
  WHERE xid_from <= asked.xid ORDER BY xid_from DESC LIMIT 1) s
ORDER BY s.seal_no
"""


def places(events: Sequence[tuple[int, bytes]]) -> Iterator[int | None]:
    """The place of each event (xid, leaf hash; ascending) in the log, None before its seal."""
    waiting = iter(events)
    while batch := list(islice(waiting, _BATCH)):
        seals = rows(_SEALS, [sorted({xid for xid, _ in batch})], binary=True)
        for xid, leaf in batch:
            found = (_in_seal(leaf, *rest) for low, high, *rest in seals if low <= xid < high)
            yield next(found, None)


def _in_seal(leaf: bytes, first_index: int, leaves: bytes) -> int | None:
    at = leaves.find(leaf)
    while at % _HASH and at >= 0:
        at = leaves.find(leaf, at + 1)
    return None if at < 0 else first_index + at // _HASH
