"""What is signed, byte for byte: each statement begins with its name, so none passes for another.

Pure: those who check have neither database nor settings. Numbers are big-endian, of 8 bytes;
moments are microseconds since 1970, UTC.
"""

from __future__ import annotations

import hashlib
import struct
from typing import NamedTuple

SEAL = b"carnet.seal.1\0"
RECEIPT = b"carnet.receipt.1\0"
STANDING = b"carnet.standing.1\0"
COSIGNATURE = b"carnet.cosignature.1\0"
COPY = b"carnet.copy.1\0"
_HEAD = struct.Struct(">qqqqqq32s32s32s32s32s")
_RECEIPT = struct.Struct(">q32s32s")
_STANDING = struct.Struct(">qqqq32s")
_COSIGNATURE = struct.Struct(">q32s")
NOTHING = bytes(32)


class Head(NamedTuple):
    """What a seal says; see models.Seal. Digests stand for its two long columns."""

    seal_no: int
    at: int
    xid_from: int
    xid_to: int
    first_index: int
    tree_size: int
    root: bytes
    heads_root: bytes
    previous: bytes
    leaves: bytes
    summary: bytes


def head(said: Head) -> bytes:
    """The bytes that a seal signs."""
    return SEAL + _HEAD.pack(*said)


def read_head(statement: bytes) -> Head:
    """Inverse of ``head``; raise ValueError on anything else."""
    if not statement.startswith(SEAL) or len(statement) != len(SEAL) + _HEAD.size:
        raise ValueError("this is not the statement of a seal")
    return Head(*_HEAD.unpack(statement[len(SEAL) :]))


def head_digest(statement: bytes, signature: bytes) -> bytes:
    """What the next seal, and witnesses, name a signed head by."""
    return hashlib.sha256(statement + signature).digest()


def receipt(at: int, leaf_hash: bytes, about: bytes = NOTHING) -> bytes:
    """The promise that this event, written at the latest at ``at``, will be in the log.

    ``about``: the digest of the documents that it is about (receipts.about).
    """
    return RECEIPT + _RECEIPT.pack(at, leaf_hash, about)


def standing(person: int, sealed: int, waiting: int, tree_size: int, chain: bytes) -> bytes:
    """The word that a log of this size, and what waits, holds so many events of this person.

    ``chain`` is head(sealed + waiting): docs/proofs.md.
    """
    return STANDING + _STANDING.pack(person, sealed, waiting, tree_size, chain)


def cosignature(at: int, digest: bytes) -> bytes:
    """A witness's word: at ``at`` this head contained every head it had seen."""
    return COSIGNATURE + _COSIGNATURE.pack(at, digest)


def copy(manifest: bytes) -> bytes:
    """The house's word that a copy of a record holds what this manifest lists."""
    return COPY + hashlib.sha256(manifest).digest()
