"""Seals: what each signs, who signed, and their table."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from carnet.base.database import execute, row, rows
from carnet.journal import signing, statements
from carnet.journal.leaves import Row, microseconds

_LEAF = 32
_TRACE = 24
_PAGE = 200
_COLUMNS = (
    "seal_no, at, xid_from, xid_to, first_index, tree_size,"
    " root, heads_root, previous, leaves, summary, signature"
)
NO_SEAL = bytes(32)  # what the first seal names as the seal before it


class Seal(NamedTuple):
    """One row of ``journal_seal`` (models.py says what each column is)."""

    seal_no: int
    at: datetime
    xid_from: int
    xid_to: int
    first_index: int
    tree_size: int
    root: bytes
    heads_root: bytes
    previous: bytes
    leaves: bytes
    summary: bytes
    signature: bytes = b""

    def hashes(self) -> list[bytes]:
        """The leaf hashes, in the order of the log."""
        return [self.leaves[at : at + _LEAF] for at in range(0, len(self.leaves), _LEAF)]

    def statement(self) -> bytes:
        """The bytes signed: numbers, roots, and digests of the two long columns."""
        said = statements.Head(
            self.seal_no, microseconds(self.at), self.xid_from, self.xid_to, self.first_index,
            self.tree_size, self.root, self.heads_root, self.previous,
            hashlib.sha256(self.leaves).digest(), hashlib.sha256(self.summary).digest(),
        )  # fmt: skip
        return statements.head(said)

    def signed(self) -> Seal:
        """The same seal with its signature."""
        return self._replace(signature=signing.sign(self.statement()))

    def is_sound(self) -> bool:
        """Whether the signature is ours and every column is what was signed."""
        return signing.is_signed(signing.public_key(), self.statement(), self.signature)

    def digest(self) -> bytes:
        """What the next seal names as the seal before it."""
        return statements.head_digest(self.statement(), self.signature)


class Trace(NamedTuple):
    """What a seal keeps of an event beside its leaf: enough to name it once it is gone."""

    at: int  # microseconds since 1970
    person_id: int
    mac: int


def summarise(events: Sequence[Row]) -> bytes:
    """Pack the traces of a batch, column by column (close numbers compress)."""
    ats = [microseconds(event.at) for event in events]
    steps = [after - before for before, after in zip([0, *ats], ats, strict=False)]
    columns = [*steps, *(event.person_id for event in events), *(event.mac for event in events)]
    return zlib.compress(struct.pack(f">{len(columns)}q", *columns), 6)


def traces(seal: Seal) -> list[Trace]:
    """Unpack the traces of a sound seal."""
    count = len(seal.leaves) // _LEAF
    packed = zlib.decompressobj().decompress(seal.summary, count * _TRACE)
    numbers = struct.unpack(f">{3 * count}q", packed)
    at, found = 0, []
    for step, person, mac in zip(*(numbers[i * count :][:count] for i in range(3)), strict=True):
        at += step
        found.append(Trace(at, person, mac))
    return found


def last() -> Seal | None:
    """The newest seal."""
    found = row(f"SELECT {_COLUMNS} FROM journal_seal ORDER BY seal_no DESC LIMIT 1")
    return Seal(*found) if found else None


def numbered(seal_no: int) -> Seal | None:
    """One seal, None when it is absent."""
    found = row(f"SELECT {_COLUMNS} FROM journal_seal WHERE seal_no = %s", [seal_no])
    return Seal(*found) if found else None


def digest_of(seal_no: int) -> bytes | None:
    """The digest of one seal, None when it is absent."""
    found = numbered(seal_no)
    return found.digest() if found else None


def after(seal_no: int) -> Iterator[Seal]:
    """Every seal beyond ``seal_no``, in order."""
    query = f"SELECT {_COLUMNS} FROM journal_seal WHERE seal_no > %s ORDER BY seal_no LIMIT {_PAGE}"
    while page := rows(query, [seal_no]):
        yield from (Seal(*found) for found in page)
        seal_no = page[-1][0]


def write(seal: Seal) -> None:
    """Store a signed seal."""
    marks = ", ".join(["%s"] * len(seal))
    execute(f"INSERT INTO journal_seal ({_COLUMNS}) VALUES ({marks})", seal)
