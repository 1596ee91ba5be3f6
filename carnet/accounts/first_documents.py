"""Documents that the insurer places first: sealed at enrolment, deposited when the record opens.

Only CDA documents about that very person; they wait in the vault under the person's own key.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Mapping
from pathlib import Path

from django.conf import settings

from carnet.accounts.fields import Unreadable
from carnet.accounts.models import FirstDocument
from carnet.accounts.prepared import Prepared
from carnet.base import clock, outbox
from carnet.formats.problems import FormatProblem
from carnet.records import actions as records
from carnet.records import placing
from carnet.records import queries as record_queries
from carnet.vault.problems import VaultProblem

PLACE = "first_documents.place"
_OPEN = frozenset({"created", "active"})
_NEVER = frozenset({"opposed", "closed", "deceased", "deletion_pending", "deleted"})


class Folder:
    """The folder where the files that lines name are found."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve(strict=True)

    def read(self, name: str) -> bytes:
        """The bytes of a file of this very folder; raises ``Unreadable``."""
        try:
            # Neither a link out of the folder, nor a pipe that would make us wait.
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
            descriptor = os.open(self._path / name, flags)
        except OSError as problem:
            raise Unreadable("document", "a file of the folder", str(problem.strerror)) from None
        try:
            return _whole(descriptor, settings.DEPOSIT_MAX_BYTES)
        finally:
            os.close(descriptor)


def _whole(descriptor: int, limit: int) -> bytes:
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_size > limit:
        raise Unreadable("document", f"a file of at most {limit} bytes", "another")
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        return file.read(limit)


def keep_all(
    lines: Collection[Prepared], numbers: Mapping[bytes, int], folder: Folder | None
) -> dict[int, str]:
    """Seal the documents that lines name; return why not, by number of line, for those refused."""
    reasons = {}
    for line in lines:
        if line.document and line.person in numbers and not line.deceased_on:
            try:
                _keep(numbers[line.person], line, folder)
            except FormatProblem as problem:  # what was found may name somebody
                reasons[line.number] = f"document: {problem.expected} expected at {problem.path}"
            except Unreadable as problem:
                reasons[line.number] = str(problem)
    return reasons


def _keep(person_id: int, line: Prepared, folder: Folder | None) -> None:
    if folder is None:
        raise Unreadable("document", "the folder of documents (--documents)", "none")
    data = folder.read(line.document)
    digest = hashlib.sha256(data).digest()
    if FirstDocument.objects.filter(person_id=person_id, sha256=digest).exists():
        return
    sealed = placing.put_by(person_id, data)
    FirstDocument.objects.create(
        person_id=person_id,
        sha256=digest,
        segment=sealed.segment,
        position=sealed.position,
        wrapped_key=sealed.wrapped_key,
        received_at=clock.now(),
    )
    if record_queries.state(person_id) in _OPEN:
        outbox.put(person_id, PLACE)


def settle(person_id: int) -> None:
    """After the window, or an activation: have the documents placed in an open record.

    Those of a record that will not open are forgotten for good.
    """
    waiting = FirstDocument.objects.filter(person_id=person_id, placed_at=None, problem="")
    if waiting.exists():
        state = record_queries.state(person_id)
        if state in _OPEN:
            outbox.put(person_id, PLACE)
        elif state in _NEVER:
            waiting.delete()  # their keys go with their rows


@outbox.consumer(PLACE)
def place(person_id: int) -> None:
    """Deposit what waits for this person, once; what is refused keeps why."""
    for waiting in FirstDocument.objects.filter(person_id=person_id, placed_at=None, problem=""):
        waiting.problem = _place(waiting)
        if not waiting.problem:
            waiting.placed_at = clock.now()
        FirstDocument.objects.filter(pk=waiting.pk).update(
            problem=waiting.problem, placed_at=waiting.placed_at
        )


def _place(waiting: FirstDocument) -> str:
    wrapped = bytes(waiting.wrapped_key)
    try:
        placing.place(waiting.person_id, waiting.segment, waiting.position, wrapped)
    except (records.Refused, records.Conflict, FormatProblem, VaultProblem) as problem:
        return type(problem).__name__
    return ""
