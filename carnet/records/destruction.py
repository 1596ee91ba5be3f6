"""The end of a record: decided and erased in one transaction, then its key, then the proof.

The order is state, then key. Destroying a key cannot be undone, so the decision is durable
first: a cut in between leaves a record that no door opens and a row that waits, which the next
round finishes. The other way round, a cut would leave an archive that somebody could still reopen
on nothing. What erases in a slice is registered in carnet.base.erasure.
"""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from carnet.base import clock, erasure, outbox
from carnet.base.database import execute, row, rows
from carnet.journal import queries as journal
from carnet.journal.events import EventKind, record
from carnet.records import states
from carnet.records.life import Verb
from carnet.records.models import State
from carnet.vault import keys


class Cause(enum.StrEnum):
    """Why a record was destroyed."""

    REQUEST = "request"  # express deletion
    ARCHIVE = "archive"  # ten years are over


@dataclass(frozen=True, slots=True)
class Destroyed:
    """One destruction, proven."""

    cause: str
    closed_at: datetime
    decided_at: datetime
    counts: dict[str, int]
    key_destroyed_at: datetime
    seal_no: int
    events: int
    head: bytes


_INSERT = """
INSERT INTO records_destruction (person_id, destruction_no, cause, closed_at, decided_at, counts)
SELECT %s, 1 + count(*), %s, %s, %s, %s FROM records_destruction WHERE person_id = %s
"""
_WAITING = """
SELECT person_id, destruction_no FROM records_destruction
WHERE seal_no IS NULL ORDER BY decided_at LIMIT %s
"""
_KEY = """
UPDATE records_destruction SET key_destroyed_at = %s
WHERE person_id = %s AND key_destroyed_at IS NULL
"""
_PROOF = """
UPDATE records_destruction SET seal_no = %s, events = %s, head = %s
WHERE person_id = %s AND destruction_no = %s AND seal_no IS NULL
"""


def destroy(person_id: int) -> None:
    """Delete a record that is due: erase all that is about it, but what proves its end."""
    with transaction.atomic():
        kept = states.apply(person_id, states.SYSTEM, Verb.DELETE)
        if kept is None:
            return
        cause = Cause.REQUEST if kept.state is State.DELETION_PENDING else Cause.ARCHIVE
        counts = json.dumps(erasure.erase(person_id))
        asked = [person_id, cause, kept.closed_at, clock.now(), counts, person_id]
        execute(_INSERT, asked)


def destroy_key(person_id: int) -> None:
    """Destroy the key of a deleted record, once; done already, it changes nothing."""
    with transaction.atomic():
        states.locked(person_id)
        waits = row(
            "SELECT 1 FROM records_destruction WHERE person_id = %s AND key_destroyed_at IS NULL",
            [person_id],
        )
        if waits:
            keys.store().destroy(person_id)
            execute(_KEY, [clock.now(), person_id])
            record(EventKind.KEY_DESTROYED, person_id, states.SYSTEM)


def waiting(limit: int) -> list[tuple[int, int]]:
    """The destructions that are not proven yet: (person_id, destruction_no), oldest first."""
    return [(person_id, number) for person_id, number in rows(_WAITING, [limit])]


def finish(person_id: int, number: int) -> bool:
    """Take one destruction on: its key, then the sealed proof; return whether it is proven."""
    destroy_key(person_id)
    return _prove(person_id, number)


def _prove(person_id: int, number: int) -> bool:
    """Keep the sealed head of the journal, and let the receipt be made."""
    proof = journal.sealed(person_id)
    if proof is None:  # the sealer comes within a second
        return False
    with transaction.atomic():
        kept = execute(_PROOF, [*proof, person_id, number])
        if kept:
            outbox.put(person_id, "record.receipt", destruction_no=number)
    return bool(kept)


def proven(person_id: int, number: int) -> Destroyed:
    """What a receipt says of one destruction that is proven; LookupError when there is none."""
    found = row(
        "SELECT cause, closed_at, decided_at, counts, key_destroyed_at, seal_no, events, head"
        " FROM records_destruction WHERE person_id = %s AND destruction_no = %s",
        [person_id, number],
    )
    if found is None:
        raise LookupError("no such destruction")
    cause, closed_at, decided_at, counts, key_at, seal_no, events, head = found
    erased = json.loads(counts)  # jsonb comes as text
    return Destroyed(cause, closed_at, decided_at, erased, key_at, seal_no, events, bytes(head))
