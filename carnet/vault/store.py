"""Documents in, documents out: encrypted, durable, bound to their person (laws 5 and 6)."""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from carnet.base.files import data_folder
from carnet.vault import keys, readers, segments
from carnet.vault.problems import IntegrityProblem

_NONCE = bytes(12)  # each key encrypts one document, once: a constant nonce is enough


@dataclass(frozen=True, slots=True)
class Sealed:
    """Where one document lies and the wrapped key that opens it; ``size`` is of the plaintext."""

    segment: int
    position: int
    wrapped_key: bytes
    size: int


def put(person_id: int, plaintext: bytes) -> Sealed:
    """Encrypt and write one document; it is on the disk when this returns.

    Raises ``KeyAbsent`` or ``KeyDestroyed`` for a person without a key, ``OSError`` when the disk
    refuses: then nothing was stored.
    """
    key = os.urandom(32)
    wrapped = aes_key_wrap(keys.store().unwrap(person_id), key)
    encrypted = AESGCM(key).encrypt(_NONCE, plaintext, _bound(person_id))
    writer = segments.writer(data_folder("segments"), os.getpid())
    segment, position = writer.append(encrypted)
    return Sealed(segment, position, wrapped, len(plaintext))


def get(person_id: int, segment: int, position: int, wrapped_key: bytes) -> bytes:
    """Read one document back; raise a ``VaultProblem`` for anything but the exact bytes."""
    personal = keys.store().unwrap(person_id)
    encrypted = readers.reader(data_folder("segments")).read(segment, position)
    try:
        key = aes_key_unwrap(personal, bytes(wrapped_key))
        return AESGCM(key).decrypt(_NONCE, encrypted, _bound(person_id))
    except (InvalidUnwrap, InvalidTag) as error:
        raise IntegrityProblem(
            f"document of person {person_id} at {segments.name(segment)}:{position}"
            " does not open: its bytes, its key or its person changed"
        ) from error


def _bound(person_id: int) -> bytes:
    """What is authenticated with the bytes. Their place is not: it is known after they are."""
    return b"carnet.document.1:" + person_id.to_bytes(8, "big")
