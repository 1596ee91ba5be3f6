"""How workers share the outbox: a claim is a postponement, committed before anything is done.

Who claims late finds nothing, whoever dies leaves effects that come back when the lease ends, and
a try is counted even if it kills its worker. Docs: docs/adr/0011.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any
from uuid import UUID

from carnet.base import clock
from carnet.base.database import execute, rows

MAX_ATTEMPTS = 20
_LONGEST = 3600  # seconds between two tries, at most

# ARRAY(…) is taken once, and leads through the primary key whatever the statistics say of a
# table that is empty most of the time.
_CLAIM = """
UPDATE base_outbox SET attempts = attempts + 1, not_before = %s
WHERE id = ANY(ARRAY(
    SELECT id FROM base_outbox
    WHERE attempts < %s AND (not_before IS NULL OR not_before <= %s) AND (kind = ANY(%s)) = %s
    ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED))
RETURNING id, person_id, kind, payload, at, attempts
"""


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect to do, as it was written; ``attempts`` counts the present one."""

    id: int
    person_id: int
    kind: str
    payload: dict[str, Any]
    at: datetime
    attempts: int

    @property
    def key(self) -> UUID:
        """The same at each try, and of no other effect: for rows that must be written once."""
        digest = blake2b(f"{self.id} {self.at.timestamp()}".encode(), digest_size=16).digest()
        return UUID(bytes=digest, version=4)


def claim(
    limit: int, lease: timedelta, kinds: Sequence[str], *, among: bool, due: datetime | None = None
) -> list[Effect]:
    """Take effects of these kinds (``among``) or of all others, oldest first, due then or now."""
    now = clock.now()
    asked = [now + lease, MAX_ATTEMPTS, due or now, list(kinds), among, limit]
    found = (Effect(*line) for line in rows(_CLAIM, asked, binary=True))
    return sorted(found, key=lambda effect: effect.id)


def delete(effects: Sequence[Effect]) -> list[Effect]:
    """Delete the rows in the current transaction; return those that were still there."""
    asked = [[one.id for one in effects]]
    found = rows("DELETE FROM base_outbox WHERE id = ANY(%s) RETURNING id", asked)
    there = {number for (number,) in found}
    return [one for one in effects if one.id in there]


def postpone(effect: Effect) -> None:
    """Let a failed effect wait 2, 4, 8… seconds after its tries, up to an hour."""
    wait = timedelta(seconds=min(2**effect.attempts, _LONGEST))
    execute("UPDATE base_outbox SET not_before = %s WHERE id = %s", [clock.now() + wait, effect.id])
