"""Receipts: our signed word that an event will be in the log, for the second before its seal.

Pure: a receipt is checked without us. It shows no content, for the number of an entry would count
the others: the leaf hash of the event, its transaction, and the digest of what its bearer brought.
"""

from __future__ import annotations

import hashlib
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from typing import NamedTuple

from carnet.journal import signing, statements

_NAME = "carnet1."
_PACKED = struct.Struct(">32sq32sq64s")


class Receipt(NamedTuple):
    """One promise. ``about``: 32 bytes; ``at``: microseconds since 1970."""

    leaf: bytes
    xid: int
    about: bytes
    at: int
    signature: bytes

    def text(self) -> str:
        """One line of 200 characters, for a header or a file."""
        return _NAME + urlsafe_b64encode(_PACKED.pack(*self)).decode()

    def is_sound(self, key: bytes) -> bool:
        """Whether the owner of ``key`` gave it."""
        statement = statements.receipt(self.at, self.leaf, self.about)
        return signing.is_signed(key, statement, self.signature)


def read(text: str) -> Receipt:
    """Inverse of ``text``; raise ValueError on anything else."""
    text = text.strip()
    if not text.startswith(_NAME):
        raise ValueError(f"a receipt begins with {_NAME}")
    try:
        return Receipt._make(_PACKED.unpack(urlsafe_b64decode(text[len(_NAME) :])))
    except struct.error as error:
        raise ValueError(f"a receipt holds {_PACKED.size} bytes") from error


def give(leaf: bytes, xid: int, at: int, about: bytes = statements.NOTHING) -> Receipt:
    """Promise that the log will hold this leaf."""
    signature = signing.sign(statements.receipt(at, leaf, about))
    return Receipt(leaf, xid, about, at, signature)


def about(documents: Iterable[bytes]) -> bytes:
    """What a receipt says of documents, from the SHA-256 of each, in their order."""
    return hashlib.sha256(b"".join(documents)).digest()
