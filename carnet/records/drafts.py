"""Files that somebody is adding: sealed under the key of whose record it is, for some hours.

Nothing is lost when the form has a fault or the session ends; the worker forgets the rest.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.conf import settings
from django.db import transaction

from carnet.base import clock, shapes
from carnet.base.database import execute, row, rows
from carnet.records.proposing import Proposal
from carnet.vault import personal

_INSERT = """
INSERT INTO records_draft
  (person_id, draft_id, depositor_id, since, photos, content, proposal)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
# Only the latest of each depositor stay; one that was deposited holds nothing any more.
_CROWD = """
DELETE FROM records_draft WHERE person_id = %s AND depositor_id = %s AND draft_id IN (
  SELECT draft_id FROM records_draft
  WHERE person_id = %s AND depositor_id = %s AND entry_no IS NULL
  ORDER BY since DESC, draft_id OFFSET %s)
"""
_ONE = """
SELECT photos, content, proposal, entry_no FROM records_draft
WHERE person_id = %s AND draft_id = %s AND depositor_id = %s AND since > %s
"""
_WAITING = """
SELECT draft_id, photos, proposal FROM records_draft
WHERE person_id = %s AND depositor_id = %s AND entry_no IS NULL AND since > %s
ORDER BY since DESC
"""
_PHOTOS = """
UPDATE records_draft SET photos = %s, content = %s WHERE person_id = %s AND draft_id = %s
"""
_DONE = """
UPDATE records_draft SET entry_no = %s, content = '', proposal = ''
WHERE person_id = %s AND draft_id = %s
"""


class NoDraft(Exception):
    """No file of this person's waits under this name, or not any more."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One file that waits. ``entry_no``: the document that it became; its bytes are gone then."""

    draft_id: uuid.UUID
    photos: int  # 0: a file, kept as it is
    proposal: Proposal | None
    entry_no: int | None
    content: bytes = b""


def keep(
    person_id: int, depositor_id: int, content: bytes, proposal: Proposal, photos: int
) -> uuid.UUID:
    """Seal a file until its form is sent; the oldest of too many gives its place."""
    draft_id = uuid.uuid4()
    sealed = _seal(person_id, draft_id, content), _seal(person_id, draft_id, _packed(proposal))
    whose = [person_id, depositor_id]
    with transaction.atomic():
        execute(_INSERT, [person_id, draft_id, depositor_id, clock.now(), photos, *sealed])
        execute(_CROWD, [*whose, *whose, settings.DRAFTS_MAX])
    return draft_id


def one(person_id: int, depositor_id: int, draft_id: uuid.UUID, *, lock: bool = False) -> Draft:
    """The draft of that name, if this very depositor keeps it. Raises NoDraft."""
    asked = [person_id, draft_id, depositor_id, _oldest()]
    found = row(_ONE + (" FOR UPDATE" if lock else ""), asked)
    if found is None:
        raise NoDraft
    photos, content, proposal, entry_no = found
    if entry_no is not None:
        return Draft(draft_id, photos, None, entry_no)
    unsealed = personal.unseal(person_id, content, _bound(draft_id))
    return Draft(draft_id, photos, _proposal(person_id, draft_id, proposal), None, unsealed)


def waiting(person_id: int, depositor_id: int) -> list[Draft]:
    """What this depositor began to add to this record, latest first, without the bytes."""
    return [
        Draft(draft_id, photos, _proposal(person_id, draft_id, proposal), None)
        for draft_id, photos, proposal in rows(_WAITING, [person_id, depositor_id, _oldest()])
    ]


def grow(
    person_id: int, depositor_id: int, draft_id: uuid.UUID, add: Callable[[Draft], bytes], more: int
) -> None:
    """Put photographs at the end of a draft made of some. Raises NoDraft."""
    with transaction.atomic():
        draft = one(person_id, depositor_id, draft_id, lock=True)
        if not draft.photos or draft.entry_no is not None:
            raise NoDraft
        content = _seal(person_id, draft_id, add(draft))
        execute(_PHOTOS, [draft.photos + more, content, person_id, draft_id])


def deposited(person_id: int, draft_id: uuid.UUID, entry_no: int) -> None:
    """Remember which document it became, and nothing else of it."""
    execute(_DONE, [entry_no, person_id, draft_id])


def drop(person_id: int, depositor_id: int, draft_id: uuid.UUID) -> None:
    """Forget a draft at its depositor's wish; one that is not there is forgotten already."""
    execute(
        "DELETE FROM records_draft WHERE person_id = %s AND draft_id = %s AND depositor_id = %s",
        [person_id, draft_id, depositor_id],
    )


def forget_old() -> int:
    """Forget what nobody finished in time, and where the finished ones led; return how many."""
    return execute("DELETE FROM records_draft WHERE since <= %s", [_oldest()])


def _oldest() -> datetime:
    return clock.now() - settings.DRAFT_LIFE


def _bound(draft_id: uuid.UUID) -> bytes:
    return b"carnet.draft.1:" + draft_id.bytes


def _seal(person_id: int, draft_id: uuid.UUID, value: bytes) -> bytes:
    return personal.seal(person_id, value, _bound(draft_id))


def _packed(proposal: Proposal) -> bytes:
    return msgspec.msgpack.encode(proposal)


def _proposal(person_id: int, draft_id: uuid.UUID, sealed: bytes) -> Proposal:
    opened = personal.unseal(person_id, sealed, _bound(draft_id))
    return shapes.msgpack(Proposal).decode(opened)
