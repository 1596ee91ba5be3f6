"""Who else is told of the news of a record: the representatives, and within their scope caregivers.

Nobody here is told of what is secret from representatives; ``carnet.records.telling`` says what a
caregiver may know of.
"""

from __future__ import annotations

from collections.abc import Iterable

from carnet.base import clock
from carnet.base.database import rows
from carnet.sharing.queries import representatives_of

__all__ = ["caregivers_of", "representatives_of"]

_CAREGIVERS = """
SELECT DISTINCT person_id, caregiver_id FROM sharing_delegation
WHERE person_id = ANY(%s) AND answer = 'accepted' AND until >= %s AND ended_at IS NULL
ORDER BY person_id, caregiver_id
"""


def caregivers_of(people: Iterable[int]) -> dict[int, list[int]]:
    """Those whose delegation runs today, of those of these people who have some."""
    found: dict[int, list[int]] = {}
    for person_id, caregiver_id in rows(_CAREGIVERS, [sorted(people), clock.today()]):
        found.setdefault(person_id, []).append(caregiver_id)
    return found
