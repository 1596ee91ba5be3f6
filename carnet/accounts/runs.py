"""How far each file was taken, kept in the transaction of each batch: a cut loses nothing.

While a run lasts, two working tables of its own hold who was seen at which line, and the lines of
children whose parent is not known yet: memory does not grow with the file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import msgspec
from django.db import connection, transaction

from carnet.accounts.models import EnrolmentRun
from carnet.accounts.prepared import Prepared
from carnet.base import clock
from carnet.base.copying import copy, octets
from carnet.base.database import execute, row, rows

_SAMPLE = 1 << 20
_encode, _decode = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(Prepared).decode
_TWICE = """
SELECT line, last FROM (
    SELECT line, max(line) OVER (PARTITION BY person) AS last FROM {seen}
) lines WHERE line < last ORDER BY line
"""
_OVERTAKEN = """
DELETE FROM {waiting} w USING {seen} s WHERE s.person = w.person AND s.line > w.line
"""


def digest(file: BinaryIO) -> bytes:
    """Know a file again by its size, its beginning and its end."""
    size = file.seek(0, os.SEEK_END)
    hashed = hashlib.sha256(size.to_bytes(8, "big"))
    for start in (0, max(0, size - _SAMPLE)):
        file.seek(start)
        hashed.update(file.read(_SAMPLE))
    file.seek(0)
    return hashed.digest()[:16]


def begin(file_digest: bytes) -> tuple[EnrolmentRun, bool]:
    """The run of this file, and whether it goes on from a cut; one that ended begins again."""
    run = EnrolmentRun.objects.filter(file_digest=file_digest, finished_at=None).first()
    if run is not None:
        return run, True
    with transaction.atomic():
        EnrolmentRun.objects.filter(file_digest=file_digest).delete()
        run = EnrolmentRun.objects.create(file_digest=file_digest, began_at=clock.now())
        seen, late = _tables(run)
        execute(f"CREATE TABLE {seen} (person bytea NOT NULL, line bigint NOT NULL)")
        execute(
            f"CREATE TABLE {late}"
            " (line bigint PRIMARY KEY, person bytea NOT NULL, content bytea NOT NULL)"
        )
    return run, False


def save(run: EnrolmentRun) -> None:
    """Keep how far the run is, in the transaction of what it did."""
    EnrolmentRun.objects.filter(pk=run.pk).update(
        bytes_done=run.bytes_done,
        lines_done=run.lines_done,
        report_bytes=run.report_bytes,
        counts=run.counts,
    )


def finish(run: EnrolmentRun) -> None:
    """The whole file was taken: drop what the run needed."""
    EnrolmentRun.objects.filter(pk=run.pk).update(finished_at=clock.now(), counts=run.counts)
    for table in _tables(run):
        execute(f"DROP TABLE {table}")


def note(run: EnrolmentRun, seen: Iterable[Prepared], waiting: Iterable[Prepared]) -> None:
    """Note who was seen, and who waits."""
    tables = _tables(run)
    copy(tables[0], "person, line", (f"{octets(one.person)}\t{one.number}" for one in seen))
    copy(
        tables[1],
        "line, person, content",
        (f"{one.number}\t{octets(one.person)}\t{octets(_encode(one))}" for one in waiting),
    )


def twice(run: EnrolmentRun) -> Iterator[tuple[int, int]]:
    """Each line whose person comes again, and the last line of that person, which counts."""
    with connection.connection.cursor(name="twice") as cursor:  # on the server: there may be many
        yield from cursor.execute(_TWICE.format(seen=_tables(run)[0]))


def overtake(run: EnrolmentRun) -> int:
    """Drop the waiting lines whose person comes again later; return how many."""
    seen, waiting = _tables(run)
    return execute(_OVERTAKEN.format(seen=seen, waiting=waiting))


def waiting(run: EnrolmentRun, after: int, limit: int) -> list[Prepared]:
    """The next lines that wait."""
    found = rows(
        f"SELECT content FROM {_tables(run)[1]} WHERE line > %s ORDER BY line LIMIT %s",
        [after, limit],
    )
    return [_decode(content) for (content,) in found]


def settled(run: EnrolmentRun, lines: Sequence[int]) -> None:
    """These lines wait no more."""
    execute(f"DELETE FROM {_tables(run)[1]} WHERE line = ANY(%s)", [list(lines)])


def orphans(run: EnrolmentRun) -> Iterator[int]:
    """The lines that still wait when the file is over."""
    with connection.connection.cursor(name="orphans") as cursor:
        for (line,) in cursor.execute(f"SELECT line FROM {_tables(run)[1]} ORDER BY line"):
            yield line


def count_orphans(run: EnrolmentRun) -> int:
    """How many lines still wait."""
    found = row(f"SELECT count(*) FROM {_tables(run)[1]}")
    return int(found[0]) if found else 0


def _tables(run: EnrolmentRun) -> tuple[str, str]:
    name = bytes(run.file_digest).hex()
    return f"accounts_run_{name}_seen", f"accounts_run_{name}_waiting"
