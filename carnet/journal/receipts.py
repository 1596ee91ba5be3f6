"""Receipts: our signed word that an event will be in the log, for the second before its seal.

Pure: a receipt is checked without us. As text: ``carnet1.<leaf>.<moment and signature>``, both in
base64url; the leaf is the bytes that its hash covers (docs/proofs.md).
"""

from __future__ import annotations

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

from carnet.journal import signing, statements
from carnet.journal.merkle import leaf_hash

_NAME = "carnet1"
_SIGNED = struct.Struct(">q64s")


class Receipt(NamedTuple):
    """One promise. ``leaf``: transaction, MAC, content; ``at``: microseconds since 1970."""

    leaf: bytes
    at: int
    signature: bytes

    def text(self) -> str:
        """One line, for a header or a file."""
        signed = _SIGNED.pack(self.at, self.signature)
        return ".".join([_NAME, _written(self.leaf), _written(signed)])

    def is_sound(self, key: bytes) -> bool:
        """Whether the owner of ``key`` gave it."""
        statement = statements.receipt(self.at, leaf_hash(self.leaf))
        return signing.is_signed(key, statement, self.signature)


def read(text: str) -> Receipt:
    """Inverse of ``text``; raise ValueError on anything else."""
    name, leaf, signed = text.strip().split(".")
    if name != _NAME:
        raise ValueError(f"a receipt begins with {_NAME}")
    try:
        return Receipt(_read(leaf), *_SIGNED.unpack(_read(signed)))
    except struct.error as error:
        raise ValueError("a receipt ends with its moment and signature") from error


def give(leaf: bytes, at: int) -> Receipt:
    """Promise that the log will hold this leaf."""
    return Receipt(leaf, at, signing.sign(statements.receipt(at, leaf_hash(leaf))))


def _written(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _read(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
