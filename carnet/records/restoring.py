"""What is put right after a backup was restored: destroyed is destroyed, whichever copy came back.

An old database knows records whose key is gone: what was due is destroyed again by its timer, the
rest is deleted here, for nothing can open it. Old keys know people whose record is gone: their
keys are destroyed again.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from carnet.base.database import rows
from carnet.journal.events import EventKind, record
from carnet.records import destruction, states
from carnet.records.life import Reason, Verb
from carnet.records.models import State
from carnet.vault import keys

_PAGE = """
SELECT person_id, state FROM records_record WHERE person_id > %s ORDER BY person_id LIMIT 10000
"""
_NEVER = {State.NOT_CREATED, State.OPPOSED, State.DELETED}


class Settled(NamedTuple):
    """How many keys were destroyed again, and how many records were deleted again."""

    keys: int
    records: int


def settle() -> Settled:
    """Compare every record with its key, and end what was ended; idempotent.

    A key that is merely absent ends nothing: the copy of the keys may still be to come.
    """
    last, found, gone = 0, 0, 0
    while page := rows(_PAGE, [last]):
        last = page[-1][0]
        for person_id, state in page:
            if state == State.DELETED and keys.store().lives(person_id):
                found += _destroy_again(person_id)
            elif state != State.DELETED and keys.store().ended(person_id):
                gone += _delete_again(person_id)
    return Settled(found, gone)


def _destroy_again(person_id: int) -> bool:
    with transaction.atomic():
        kept = states.locked(person_id)
        if kept is None or kept.state is not State.DELETED:
            return False
        keys.store().destroy(person_id)
        record(EventKind.KEY_DESTROYED, person_id, states.SYSTEM, detail={"reason": "restored"})
    return True


def _delete_again(person_id: int) -> bool:
    with transaction.atomic():
        kept = states.locked(person_id)
        if kept is None or kept.state in _NEVER or not keys.store().ended(person_id):
            return False
        if kept.state not in states.ENDED:
            states.apply(person_id, states.SYSTEM, Verb.CLOSE, reason=Reason.MALFUNCTION)
        destruction.destroy(person_id)
    return True
