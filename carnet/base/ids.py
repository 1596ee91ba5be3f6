"""Opaque identifiers that lead to their person without a table to look them up.

The entryUUID of a version of an entry is one AES block over (person, number, version, kind).
It looks random, tells nothing, and the house that made it reads the person in it, so a read by
identifier never fans out over all people (docs/adr/0003). A guessed one passes the check bits
once in a billion, and the policy is asked about the rest as about any other.
"""

from __future__ import annotations

import enum
import hashlib
import struct
import threading
import uuid
from dataclasses import dataclass
from functools import cache

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from carnet.base.secrets import secret

_LAYOUT = struct.Struct(">QIHH")  # person (its upper 16 bits zero), number, version, kind
_PERSON_BITS = 48
BLIND = 16  # bytes of a blind index


class Kind(enum.IntEnum):
    """What an opaque identifier points at."""

    ENTRY = 1
    SUBMISSION = 2
    PERSON = 3
    CONSENT = 4
    INVITATION = 5
    OPPOSITION = 6
    MANDATE = 7
    TICKET = 8
    EVENT = 9  # of the journal: its nonce; ``version`` is its day since 1970
    REPORT = 10
    DELEGATION = 11
    FOLDER = 12
    LINK = 13


@dataclass(frozen=True, slots=True)
class Pointer:
    """One thing of one person; ``version`` 0 of an entry is its logical identifier."""

    kind: Kind
    person_id: int
    number: int = 0
    version: int = 0


class _Blocks(threading.local):
    """The permutation, made once a thread: a context of cryptography is not for two at once."""

    def __init__(self) -> None:
        # One block, unique by construction: ECB is here the plain AES permutation.
        cipher = Cipher(algorithms.AES(secret("ids.key", 16)), modes.ECB())  # noqa: S305
        self.conceal, self.reveal = cipher.encryptor().update, cipher.decryptor().update


_blocks = cache(_Blocks)


def conceal(pointer: Pointer) -> uuid.UUID:
    """Make the public identifier of ``pointer``."""
    block = _LAYOUT.pack(pointer.person_id, pointer.number, pointer.version, pointer.kind)
    return uuid.UUID(bytes=_blocks().conceal(block))


def reveal(identifier: str | uuid.UUID) -> Pointer | None:
    """Read an identifier that ``conceal`` made; None for any other text."""
    try:
        block = _blocks().reveal(uuid.UUID(str(identifier)).bytes)
    except ValueError:
        return None
    person_id, number, version, kind = _LAYOUT.unpack(block)
    if person_id >> _PERSON_BITS or kind not in Kind.__members__.values():
        return None
    return Pointer(Kind(kind), person_id, number, version)


def blind(namespace: str, text: str) -> bytes:
    """A keyed, irreversible 16-byte index of ``text``: finds an equal text, reveals none.

    HMAC-SHA-256 (RFC 2104) written out, from where the key was hashed already: a quarter of the
    time of ``hmac.new``, and a nation is indexed.
    """
    inner, outer = _begun(secret("index.key"), namespace)
    within, whole = inner.copy(), outer.copy()
    within.update(text.encode())
    whole.update(within.digest())
    return whole.digest()[:BLIND]


@cache
def _begun(key: bytes, namespace: str) -> tuple[hashlib._Hash, hashlib._Hash]:
    padded = key.ljust(hashlib.sha256().block_size, b"\0")
    inner = bytes(byte ^ 0x36 for byte in padded) + f"{namespace}:".encode()
    return hashlib.sha256(inner), hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))
