"""What a document replaced says much the same: a chain is hidden, shown or kept as one."""

from __future__ import annotations

from collections.abc import Iterable

from carnet.base.database import column

_CHAINS = """
WITH RECURSIVE chain (entry_no) AS (
  SELECT unnest(%s::int[])
  UNION
  SELECT unnest(ARRAY[l.replaces_entry_no, l.replaced_by_entry_no])
  FROM records_entry l JOIN chain USING (entry_no) WHERE l.person_id = %s
)
SELECT entry_no FROM chain WHERE entry_no IS NOT NULL
"""


def of(person_id: int, entry_nos: Iterable[int]) -> set[int]:
    """These entries, what they replaced, and what replaced them."""
    return set(column(_CHAINS, [sorted(entry_nos), person_id]))
