"""The worker's part: makes the copies that wait, one after the other, and forgets those over.

A claim is a lease: whoever dies leaves a copy that is begun again when its lease ends.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import translation

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, shapes
from carnet.base.database import column, execute, row
from carnet.journal.events import EventKind, record
from carnet.portability import copies, origins, source
from carnet.portability.choice import Choice
from carnet.portability.packing import pack
from carnet.portability.problems import Changed, Stopped
from carnet.portability.source import Source
from carnet.records import carrying
from carnet.records.problems import Refused
from carnet.records.spans import spans
from carnet.vault.longfile import Writer
from carnet.vault.problems import KeyDestroyed

LEASE, PACE = timedelta(minutes=1), 1.0  # seconds between two words of progress
_LEFT_ALONE = 600  # seconds during which a file that no row names may be somebody's work
_log = structlog.get_logger(__name__)

_CLAIM = """
UPDATE portability_copy
SET state = 'making', tries = tries + 1, not_before = %s, file = %s, done = 0
WHERE (person_id, copy_no) IN (
    SELECT person_id, copy_no FROM portability_copy
    WHERE state IN ('waiting', 'making') AND (not_before IS NULL OR not_before <= %s)
    ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING person_id, copy_no, asked_by, chosen, language, tries, file
"""
_MINE = "WHERE person_id = %s AND copy_no = %s AND file = %s AND state = 'making'"
_TOLD = f"UPDATE portability_copy SET done = %s, total = %s, not_before = %s {_MINE}"
_MADE = f"""
UPDATE portability_copy
SET state = 'ready', done = total, wrapped_key = %s, size = %s, entries = %s, missing = %s,
    ready_at = %s, expires_at = %s, not_before = NULL {_MINE}
"""
_AGAIN = f"UPDATE portability_copy SET not_before = %s {_MINE}"
_FAILED = f"UPDATE portability_copy SET state = 'failed', not_before = NULL {_MINE}"
_OVER = """
DELETE FROM portability_copy WHERE expires_at <= %s
   OR (state = 'failed' AND asked_at <= %s) RETURNING file
"""


@dataclass(frozen=True, slots=True)
class _Job:
    person_id: int
    copy_no: int
    asked_by: int
    chosen: Any
    language: str
    tries: int
    file: str

    @property
    def mine(self) -> list[Any]:
        """What names it while it is this maker's."""
        return [self.person_id, self.copy_no, self.file]

    @property
    def path(self) -> Path:
        return copies.folder() / self.file


def make_waiting(limit: int = 10) -> int:
    """Make the copies that wait, oldest first, at most so many; return how many were tried."""
    for number in range(limit):
        claimed = row(_CLAIM, [clock.now() + LEASE, f"{secrets.token_hex(16)}.copy", clock.now()])
        if claimed is None:
            return number
        _try(_Job(*claimed))
    return limit


def _try(job: _Job) -> None:
    """Make one copy; what goes wrong is tried again later, a few times."""
    over = job.tries > settings.COPY_TRIES  # its makers died each time
    try:
        if not over:
            with translation.override(job.language):
                _make(job)
            return
    except Stopped:
        _log.info("copy.stopped")
    except (Refused, KeyDestroyed):
        over = True
    except Exception:  # noqa: BLE001 - one bad copy must not stop all others
        _log.exception("copy.failed")
        over = job.tries >= settings.COPY_TRIES
    job.path.unlink(missing_ok=True)
    _end(job, over=over)


def _make(job: _Job) -> None:
    reader = Actor(ActorKind.PERSON, job.asked_by)
    opened = copies.opened(job.person_id, reader)
    making = source.of_reader(opened, shapes.json(Choice).decode(job.chosen))
    making.told = _progress(job, len(making.taking.numbers))
    with closing(Writer(job.path, job.person_id)) as writer:
        pack(making, writer)
        if not carrying.still_there(making.taking):
            raise Changed
        writer.finish()
    with transaction.atomic():
        _ready(job, making, writer)
        told = written(making)
        kind = EventKind.COPY_MADE
        record(kind, job.person_id, reader, decision=opened.decision, detail=told)


def written(made: Source) -> dict[str, str]:
    """What the event of a copy names: every document that it holds."""
    held = [no for no, place in made.taking.numbers.items() if place not in made.missing]
    return {"entries": spans(held)}


def _progress(job: _Job, total: int) -> Callable[[int], None]:
    """A word of progress, now and then: it keeps the lease, and learns whether to stop."""
    due = 0.0

    def told(done: int) -> None:
        nonlocal due
        if time.monotonic() >= due:
            due = time.monotonic() + PACE
            if not execute(_TOLD, [done, total, clock.now() + LEASE, *job.mine]):
                raise Stopped

    return told


def _ready(job: _Job, made: Source, writer: Writer) -> None:
    numbers, now = made.taking.numbers, clock.now()
    missing = spans(no for no, place in numbers.items() if place in made.missing)
    until = now + timedelta(days=settings.COPY_DAYS)
    asked = [writer.wrapped_key, writer.size, spans(numbers), missing, now, until, *job.mine]
    if not execute(_MADE, asked):
        raise Stopped


def _end(job: _Job, *, over: bool) -> None:
    """Leave it to the next try, or say that there will be none."""
    if not over:
        execute(_AGAIN, [clock.now() + timedelta(seconds=10 * 2**job.tries), *job.mine])
        return
    with transaction.atomic():
        if execute(_FAILED, job.mine):
            reader = Actor(ActorKind.PERSON, job.asked_by)
            record(EventKind.COPY_FAILED, job.person_id, reader)


def forget_over() -> int:
    """Forget the copies whose days are over, and every file that no row leads to."""
    now = clock.now()
    over = column(_OVER, [now, now - timedelta(days=settings.COPY_DAYS)])
    for name in filter(None, over):
        (copies.folder() / name).unlink(missing_ok=True)
    for folder, table in ((copies.folder(), "copy"), (origins.folder(), "origin")):
        known = set(column(f"SELECT file FROM portability_{table} WHERE file <> ''"))
        for path in folder.glob("*"):
            alone = time.time() - path.stat().st_mtime > _LEFT_ALONE
            if alone and path.name not in known:
                path.unlink(missing_ok=True)
    return len(over)
