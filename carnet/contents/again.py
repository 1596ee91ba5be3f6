"""Reading again what a better reader reads better, or what could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from carnet.base.database import execute, row, rows
from carnet.contents.reading import READER

_BATCH = 10_000  # documents in one transaction
_LAST = 2**63 - 1
_NEXT = """
SELECT person_id FROM contents_reading WHERE person_id > %s ORDER BY person_id OFFSET %s LIMIT 1
"""
_AGAIN = """
UPDATE contents_reading SET read_at = NULL, tries = 0, not_before = NULL
WHERE person_id > %s AND person_id <= %s AND read_at IS NOT NULL
  AND (reader < %s OR problem <> '' OR %s)
"""
_STATES = """
SELECT CASE WHEN read_at IS NULL THEN 'waiting' WHEN problem = '' THEN 'read' ELSE problem END,
       count(*)
FROM contents_reading GROUP BY 1 ORDER BY 1
"""


def read_again(*, everything: bool = False) -> int:
    """Let the worker read again what an older reader read, and what failed; return how many.

    What was read before serves meanwhile.
    """
    asked = (execute(_AGAIN, [*span, READER, everything]) for span in _spans())
    return sum(asked)


def states() -> dict[str, int]:
    """How many documents are read, wait, or ended with each problem."""
    return dict(rows(_STATES))


def _spans() -> Iterator[tuple[int, int]]:
    """Spans of people, each of some thousand documents."""
    last = -1
    while last < _LAST:
        found = row(_NEXT, [last, _BATCH])
        until = int(found[0]) if found else _LAST
        yield last, until
        last = until
