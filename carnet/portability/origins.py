"""What came with a record from another house and has no place in this one: kept, sealed, as it was.

The history of that house and its proof, the caregivers chosen there, its signed manifest.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from carnet.base import clock
from carnet.base.database import execute, row, rows
from carnet.base.files import data_folder
from carnet.portability import manifest
from carnet.portability.reading import Package
from carnet.portability.source import File, Source, part
from carnet.vault import longfile
from carnet.vault.longfile import Writer

_OWN, _FORMER = "maison/", "origine/"
_INSERT = """
INSERT INTO portability_origin
  (person_id, origin_no, name, digest, since, size, file, wrapped_key)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""
_LAST = "SELECT coalesce(max(origin_no), 0) FROM portability_origin WHERE person_id = %s"
_ALL = """
SELECT origin_no, name, file, wrapped_key FROM portability_origin
WHERE person_id = %s ORDER BY origin_no, name
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file, written but not yet in the table. ``former``: of how many houses before."""

    name: str
    former: int  # its number in the copy; 0 for what that house itself tells
    file: str
    size: int
    wrapped_key: bytes


def keep(person_id: int, package: Package) -> list[Kept]:
    """Write what is to be kept of a copy; ``bring`` or ``forget`` comes next."""
    names = [one.name for one in package.manifest.of_house if one.name.startswith((_OWN, _FORMER))]
    signature = [manifest.SIGNATURE] if package.signed else []
    kept: list[Kept] = []
    try:
        for name in (*names, manifest.NAME, *signature):
            kept.append(_keep(person_id, package, name))  # noqa: PERF401 - those before a fault
    except BaseException:
        forget(kept)
        raise
    return kept


def _keep(person_id: int, package: Package, name: str) -> Kept:
    file = f"{secrets.token_hex(16)}.origin"
    former, inside = 0, name
    if name.startswith(_FORMER):
        number, _, inside = name.removeprefix(_FORMER).partition("/")
        former = int(number) if number.isdecimal() else 0
    with closing(Writer(folder() / file, person_id)) as writer:
        for piece in package.pieces(name):
            writer.write(piece)
        writer.finish()
    return Kept(inside, former, file, writer.size, writer.wrapped_key)


def bring(person_id: int, digest: bytes, kept: list[Kept]) -> None:
    """Write the rows, in the current transaction; former houses come before the last one."""
    before = int((row(_LAST, [person_id]) or (0,))[0])
    last = max((one.former for one in kept), default=0) + 1
    for one in kept:
        number = before + (one.former or last)
        asked = [person_id, number, one.name, digest, clock.now(), one.size, one.file]
        execute(_INSERT, [*asked, one.wrapped_key])


def forget(kept: list[Kept]) -> None:
    """Delete files that no row leads to."""
    for one in kept:
        (folder() / one.file).unlink(missing_ok=True)


def is_known(person_id: int, digest: bytes) -> bool:
    """Whether this very copy was brought in before."""
    asked = [person_id, digest]
    sql = "SELECT 1 FROM portability_origin WHERE person_id = %s AND digest = %s LIMIT 1"
    return row(sql, asked) is not None


@part
def origins(source: Source) -> Iterator[File]:
    """What came from other houses goes on to the next; a representative may not know all of it."""
    if not source.choice.whole or source.representative:
        return
    for number, name, file, key in rows(_ALL, [source.person_id]):
        pieces = longfile.read(folder() / file, source.person_id, key)
        yield File(f"{_FORMER}{number}/{name}", pieces, of_house=True)


def folder() -> Path:
    """Where these files are: to be saved with the segments, for they end with the record only."""
    return data_folder("origins")
