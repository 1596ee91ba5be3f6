"""The bytes of a document for the service itself, which reads it so that it can be searched.

Nobody sees anything by it, so nothing is asked of the policy and no line is written: what is drawn
from the bytes lies sealed, and only an open record shows it (docs/contents.md). For
``carnet.contents`` and ``carnet.portability`` alone; tests/lint/test_one_door.py holds it.
"""

from __future__ import annotations

from carnet.access.facts import OPEN_STATES
from carnet.base.database import row
from carnet.records.problems import NotFound
from carnet.records.scanning import State
from carnet.records.views import DELETED
from carnet.vault import store

_PLACE = f"""
SELECT r.state, e.segment, e.position, e.wrapped_key
FROM records_entry e JOIN records_record r USING (person_id)
LEFT JOIN records_scan s USING (person_id, entry_no)
WHERE e.person_id = %s AND e.entry_no = %s AND e.status <> {DELETED}
  AND s.state IS DISTINCT FROM '{State.INFECTED}'
"""


class Shut(Exception):
    """The record is not open: nothing of it is read meanwhile."""


def original(person_id: int, entry_no: int) -> bytes:
    """Decrypt one original, byte for byte.

    Raises Shut; NotFound for a document that is deleted, infected or not there; VaultProblem.
    """
    found = row(_PLACE, [person_id, entry_no])
    if found is None:
        raise NotFound
    state, *place = found
    if state not in OPEN_STATES:
        raise Shut
    return store.get(person_id, *place)
