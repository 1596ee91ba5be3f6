"""The bytes of one event: what its MAC and its leaf in the Merkle log are computed over.

All numbers are big-endian; ``at`` counts microseconds since 1970 (UTC); ``detail`` comes last,
as UTF-8. The layout is part of the proof: it never changes, a new one gets another domain.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from carnet.base.secrets import secret

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_CONTENT = struct.Struct(">qqqiiiihhhhh")
_PLACE = struct.Struct(">qq")
_MAC = struct.Struct(">q")
_DETAIL = _PLACE.size + _CONTENT.size

COLUMNS = (
    "at, person_id, actor_id, nonce, organization_id, entry_no, context_id,"
    " kind, actor_kind, rule, policy, purpose, detail"
)


class Row(NamedTuple):
    """One event as stored: the columns of ``COLUMNS``, then ``xid`` and ``mac``."""

    at: datetime
    person_id: int
    actor_id: int
    nonce: int
    organization_id: int
    entry_no: int
    context_id: int
    kind: int
    actor_kind: int
    rule: int
    policy: int
    purpose: int
    detail: str
    xid: int
    mac: int


def microseconds(at: datetime) -> int:
    """Microseconds since 1970."""
    return (at - _EPOCH) // _MICROSECOND


def moment(microseconds_: int) -> datetime:
    """Inverse of ``microseconds``."""
    return _EPOCH + microseconds_ * _MICROSECOND


def content(at: datetime, *numbers: int, detail: str) -> bytes:
    """The bytes of an event without its place in the log; ``numbers``: columns 2 to 12."""
    return _CONTENT.pack((at - _EPOCH) // _MICROSECOND, *numbers) + detail.encode()


@cache
def _key() -> bytes:
    return secret("journal.mac", 32)


def mac(content_: bytes) -> int:
    """The keyed hash that only the application can make, as the signed number stored."""
    digest = hashlib.blake2b(content_, digest_size=8, key=_key(), person=b"carnet.event.1")
    return int(_MAC.unpack(digest.digest())[0])


def leaf(row: Row) -> tuple[bytes, bool]:
    """Return the leaf hash of a row (RFC 9162) and whether its MAC is right."""
    content_ = content(row[0], *row[1:12], detail=row.detail)
    sound = hmac.compare_digest(_MAC.pack(mac(content_)), _MAC.pack(row.mac))
    return hashlib.sha256(b"\0" + _PLACE.pack(row.xid, row.mac) + content_).digest(), sound


def leaf_bytes(row: Row) -> bytes:
    """What the leaf hash of a row covers."""
    return _PLACE.pack(row.xid, row.mac) + content(row[0], *row[1:12], detail=row.detail)


def read_leaf(data: bytes) -> Row:
    """The row of which these are the bytes; raise ValueError on anything else."""
    if len(data) < _DETAIL:
        raise ValueError(f"a leaf has at least {_DETAIL} bytes")
    at, *numbers = _CONTENT.unpack_from(data, _PLACE.size)
    try:
        detail = data[_DETAIL:].decode()
        return Row._make((moment(at), *numbers, detail, *_PLACE.unpack_from(data)))
    except (UnicodeDecodeError, OverflowError) as error:
        raise ValueError("a leaf has a moment and a text") from error


def context_number(software: str) -> int:
    """The number of a software's name: a keyed hash, 0 for no name."""
    if not software:
        return 0
    key = hashlib.blake2b(software.encode(), digest_size=4, key=_key(), person=b"carnet.context")
    return int.from_bytes(key.digest(), "big", signed=True)
