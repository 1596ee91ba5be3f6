"""Documents in, documents out: encrypted, durable, bound to their person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sealed:
    """Where one document lies and the wrapped key that opens it; ``size`` is of the plaintext."""

    segment: int
    position: int
    wrapped_key: bytes
    size: int


def put(person_id: int, plaintext: bytes) -> Sealed:
    """Encrypt and write one document; it is on the disk when this returns."""
    raise NotImplementedError


def get(person_id: int, segment: int, position: int, wrapped_key: bytes) -> bytes:
    """Read one document back; raise a ``VaultProblem`` for anything but the exact bytes."""
    raise NotImplementedError
