"""Letters for the printer: PDF files of some hundreds, each recorded as sent whole or not at all.

A file is composed under another name, its codes known to nobody yet; one transaction then keeps
the codes and records the file; only then does it get its name. A cut before leaves nothing valid,
a cut after is mended by the next run. Letters hold codes in clear: the folder is private, and
``purge`` empties it once they are printed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import codes, press, provisional
from carnet.accounts.addressees import Addressee, addressees
from carnet.accounts.models import Contact, LetterBatch
from carnet.accounts.press import Sheet
from carnet.base import clock
from carnet.base.database import alone, execute, row, rows
from carnet.journal.events import EventKind, record_each
from carnet.records.register import expected

PER_FILE = 500
QUEUES = ("renew", "letter")  # who asked for a new code waits already
_LOCK = 0x4C6574747265  # one printer at a time: « Lettre » in ASCII
_SYSTEM = Actor(ActorKind.SYSTEM)
_EVENTS = {"letter": EventKind.INFORMED, "renew": EventKind.CODE_SENT}


class AlreadyPrinting(Exception):
    """Another run writes letters."""


class _Changed(Exception):
    """Somebody of the batch waits no more: it is composed again without them."""


@dataclass(slots=True)
class Printed:
    """What a run has done so far."""

    letters: int = 0
    files: int = 0
    unreachable: int = 0  # neither e-mail nor address is known
    unprintable: int = 0  # a sign that no font draws


def run(
    folder: Path,
    *,
    per_file: int = PER_FILE,
    limit: int | None = None,
    tell: Callable[[Printed], None] = lambda _: None,
) -> Printed:
    """Write the letters that wait, at most ``limit``, into ``folder``; raises AlreadyPrinting."""
    done = Printed()
    with alone(_LOCK, AlreadyPrinting), ThreadPoolExecutor(press.THREADS) as hashers:
        press.prepare(folder)
        press.mend(folder, lambda name: LetterBatch.objects.filter(name=name).exists())
        for queue in QUEUES:
            while people := _waiting(queue, _room(done, per_file, limit)):
                _batch(_Batch(queue, folder, hashers, done), people)
                tell(done)
    return done


def waiting() -> int:
    """How many letters wait to be written."""
    found = row(
        "SELECT count(*) FROM accounts_contact WHERE inform_by <> '' AND inform_by = ANY(%s)",
        [list(QUEUES)],
    )
    return int(found[0]) if found else 0


def send_again(references: list[int]) -> int:
    """Let these people wait for a new letter: their file was lost; return how many."""
    return execute(
        "UPDATE accounts_contact SET inform_by = 'renew' WHERE person_id = ANY(%s)"
        " AND informed_at IS NOT NULL",
        [references],
    )


@dataclass(frozen=True, slots=True)
class _Batch:
    queue: str
    folder: Path
    hashers: ThreadPoolExecutor
    done: Printed
    name: str = field(default_factory=lambda: f"{clock.today()}-{secrets.token_hex(6)}")


def _room(done: Printed, per_file: int, limit: int | None) -> int:
    return per_file if limit is None else min(per_file, limit - done.letters)


def _waiting(queue: str, count: int) -> list[int]:
    found = rows(
        "SELECT person_id FROM accounts_contact WHERE inform_by <> '' AND inform_by = %s"
        " ORDER BY person_id LIMIT %s",
        [queue, count],
    )
    return [int(one) for (one,) in found]


def _batch(batch: _Batch, people: list[int]) -> None:
    """Take some people out of their queue: each gets a letter, or the reason why not is kept."""
    if batch.queue == "letter":
        people = _still_expected(people)
    found = _reachable(batch, addressees(people, first=batch.queue == "letter"))
    sheets = [Sheet(one, codes.show(codes.make())) for one in _drawable(batch, found)]
    if not sheets:
        return
    hashes = batch.hashers.map(codes.protect, (codes.normalise(one.code) for one in sheets))
    kept = dict(zip((one.addressee.person_id for one in sheets), hashes, strict=True))
    file = press.compose(batch.folder, batch.name, sheets)
    try:
        _record(batch, file, kept)
    except _Changed:
        press.discard(file)
    else:
        press.release(file)
        batch.done.letters += len(file.people)
        batch.done.files += 1


def _still_expected(people: list[int]) -> list[int]:
    """Who activated or opposed meanwhile, by another way, needs no letter."""
    kept = expected(people)
    _move([one for one in people if one not in kept], "")
    return [one for one in people if one in kept]


def _reachable(batch: _Batch, found: list[Addressee]) -> list[Addressee]:
    lost = [one.person_id for one in found if not one.by_letter]
    _move(lost, "none")
    batch.done.unreachable += len(lost)
    return [one for one in found if one.by_letter]


def _drawable(batch: _Batch, found: list[Addressee]) -> list[Addressee]:
    refused = [one.person_id for one in found if not press.drawable(one.letter)]
    _move(refused, "none")
    batch.done.unprintable += len(refused)
    return [one for one in found if one.person_id not in refused]


def _record(batch: _Batch, file: press.File, hashes: dict[int, str]) -> None:
    """Keep the codes and record the file as sent, unless the queue moved; all or nothing."""
    people, now = list(hashes), clock.now()
    with transaction.atomic():
        still = rows(
            "SELECT person_id FROM accounts_contact WHERE person_id = ANY(%s) AND inform_by = %s"
            " ORDER BY person_id FOR UPDATE",
            [people, batch.queue],
        )
        if len(still) < len(people):
            raise _Changed
        provisional.keep(hashes, "letter")
        execute(
            "UPDATE accounts_contact SET inform_by = '', informed_at = coalesce(informed_at, %s)"
            " WHERE person_id = ANY(%s)",
            [now, people],
        )
        told = ((one, {"channel": "letter"}) for one in people)
        record_each(_EVENTS[batch.queue], told, _SYSTEM)
        LetterBatch.objects.create(
            name=batch.name, letters=len(people), pages=file.pages, sent_at=now
        )


def _move(people: list[int], queue: str) -> None:
    Contact.objects.filter(person_id__in=people).update(inform_by=queue)
