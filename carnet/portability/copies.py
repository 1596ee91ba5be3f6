"""The verbs of a copy: asked for, taken, given up. One at a time for each reader of a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from django.db import transaction

from carnet.access.facts import OPEN_STATES, Action, Actor
from carnet.base import clock
from carnet.base.database import column, execute, row
from carnet.base.files import data_folder
from carnet.journal.events import EventKind, record
from carnet.portability.choice import Choice
from carnet.portability.problems import Changed
from carnet.records import carrying, door, queries, states
from carnet.records.opened import OpenRecord
from carnet.records.problems import NotFound
from carnet.records.spans import numbers
from carnet.vault import longfile

_VIEW = """
SELECT copy_no, state, done, total, asked_at, ready_at, expires_at, taken_at, size, missing
FROM portability_copy WHERE person_id = %s AND asked_by = %s ORDER BY copy_no DESC LIMIT 1
"""
_UNDER_WAY = """
SELECT copy_no FROM portability_copy
WHERE person_id = %s AND asked_by = %s AND state IN ('waiting', 'making')
"""
_GIVEN_UP = """
DELETE FROM portability_copy WHERE person_id = %s AND asked_by = %s RETURNING file
"""
_ASK = """
INSERT INTO portability_copy (person_id, copy_no, asked_by, asked_at, chosen, language, state)
SELECT %s, 1 + coalesce(max(copy_no), 0), %s, %s, %s, %s, 'waiting' FROM portability_copy
WHERE person_id = %s RETURNING copy_no
"""
_READY = """
SELECT file, wrapped_key, size, entries FROM portability_copy
WHERE person_id = %s AND copy_no = %s AND asked_by = %s AND state = 'ready' AND expires_at > %s
"""
_TAKEN = "UPDATE portability_copy SET taken_at = %s WHERE person_id = %s AND copy_no = %s"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy as who asked for it sees it."""

    copy_no: int
    state: str  # models.State
    done: int  # documents so far
    total: int
    asked_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None
    taken_at: datetime | None
    size: int  # bytes
    missing: str  # spans of the documents whose file is not there

    @property
    def under_way(self) -> bool:
        """Whether it is still to be made."""
        return self.state in {"waiting", "making"}

    @property
    def ready(self) -> bool:
        """Whether its file is there to be taken."""
        over = self.expires_at is None or self.expires_at <= clock.now()
        return self.state == "ready" and not over


@dataclass(frozen=True, slots=True)
class Taken:
    """The file of a copy on its way to its reader."""

    size: int
    made: datetime
    pieces: Iterator[bytes]


def opened(person_id: int, actor: Actor) -> OpenRecord:
    """The record, open to who may take it along: the holder, a representative of a minor.

    Also once it is closed, as long as its archive is kept. Raises Refused, for a caregiver first.
    """
    alive = queries.state(person_id) in OPEN_STATES
    return door.open(person_id, actor, Action.GOVERN if alive else Action.READ_ARCHIVE)


def ask(person_id: int, actor: Actor, choice: Choice, language: str) -> int:
    """Ask for a copy; return its number, or that of the one under way. Raises Refused.

    A former copy of the same reader gives its place. ValueError for an unsound choice.
    """
    if not choice.sound():
        raise ValueError("choice")
    decision = opened(person_id, actor).decision
    with transaction.atomic():
        states.locked(person_id)  # the same form sent twice at once asks once
        waiting = row(_UNDER_WAY, [person_id, actor.actor_id])
        if waiting is not None:
            return int(waiting[0])
        former = column(_GIVEN_UP, [person_id, actor.actor_id])
        chosen = msgspec.json.encode(choice).decode()
        asked = [person_id, actor.actor_id, clock.now(), chosen, language, person_id]
        found = row(_ASK, asked)
        record(EventKind.COPY_ASKED, person_id, actor, decision=decision)
    _forget(former)
    return int(found[0]) if found else 0


def latest(person_id: int, reader_id: int) -> Copy | None:
    """The copy that this reader asked for last, if it is still there."""
    found = row(_VIEW, [person_id, reader_id])
    return Copy(*found) if found else None


def take(person_id: int, actor: Actor, copy_no: int) -> Taken:
    """Give the file to who asked for it; the download is in the trace.

    Raises Refused, NotFound (over, or somebody else's), Changed: something in it is not theirs to
    see any more, or was deleted; the file is gone. VaultProblem, OSError.
    """
    found = opened(person_id, actor)
    ready = row(_READY, [person_id, copy_no, actor.actor_id, clock.now()])
    if ready is None:
        raise NotFound
    file, wrapped_key, size, entries = ready
    if not carrying.sees_all(found, numbers(entries)):
        give_up(person_id, actor)
        raise Changed
    now = clock.now()
    with transaction.atomic():
        execute(_TAKEN, [now, person_id, copy_no])
        record(EventKind.COPY_DOWNLOADED, person_id, actor, decision=found.decision)
    return Taken(size, now, longfile.read(folder() / file, person_id, bytes(wrapped_key)))


def give_up(person_id: int, actor: Actor) -> None:
    """Forget the copy of this reader, made or being made; its file goes at once."""
    _forget(column(_GIVEN_UP, [person_id, actor.actor_id]))


def folder() -> Path:
    """Where the files of copies are."""
    return data_folder("copies")


def _forget(files: list[str]) -> None:
    for name in filter(None, files):
        (folder() / name).unlink(missing_ok=True)
