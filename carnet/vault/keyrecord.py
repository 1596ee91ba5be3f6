"""The 48 bytes that the key store keeps of one person, and the key inside them."""

from __future__ import annotations

import enum
import os
import struct
import zlib
from typing import NamedTuple

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from carnet.vault import masters
from carnet.vault.problems import IntegrityProblem, KeyAbsent, KeyDestroyed

# Key wrapped by AES-KW, master, state, generation, CRC of what precedes.
_LAYOUT = struct.Struct(">40sHBBI")
SIZE = _LAYOUT.size


class State(enum.IntEnum):
    """What became of a key. The numbers are stored."""

    ACTIVE = 1
    DESTROYED = 2


class Record(NamedTuple):
    """One record of the store, read."""

    wrapped: bytes
    master: int
    state: State
    generation: int = 0  # how many keys of this person were destroyed before


def write(wrapped: bytes, master: int, state: State, generation: int = 0) -> bytes:
    """Lay out one record."""
    body = _LAYOUT.pack(wrapped, master, state, generation, 0)[:-4]
    return body + zlib.crc32(body).to_bytes(4, "big")


def destroyed(generation: int) -> bytes:
    """Make the record of a key that is no more."""
    return write(bytes(40), 0, State.DESTROYED, generation)


def wrap(key: bytes, master: int, generation: int = 0) -> bytes:
    """Make the record of an active key."""
    return write(aes_key_wrap(masters.master(master), key), master, State.ACTIVE, generation)


def make(count: int) -> list[bytes]:
    """The records of this many new keys, wrapped by the active master."""
    master = masters.master(masters.ACTIVE) if count else b""
    drawn = os.urandom(32 * count)  # at once: asking the system costs more than 32 bytes do
    keys = [drawn[start : start + 32] for start in range(0, len(drawn), 32)]
    same = _LAYOUT.pack(b"", masters.ACTIVE, State.ACTIVE, 0, 0)[40:-4]
    bodies = [aes_key_wrap(master, key) + same for key in keys]
    return [body + zlib.crc32(body).to_bytes(4, "big") for body in bodies]


def is_absent(raw: bytes) -> bool:
    """Whether no key was ever written there."""
    return not raw.strip(b"\0")


def read(raw: bytes, person_id: int) -> Record:
    """Read one record of an active key; raise ``KeyAbsent``, ``KeyDestroyed`` or a torn record."""
    record = look(raw, person_id)
    if record.state is State.DESTROYED:
        raise KeyDestroyed(f"the key of person {person_id} was destroyed")
    return record


def look(raw: bytes, person_id: int) -> Record:
    """Read one record, of a destroyed key too."""
    if is_absent(raw):
        raise KeyAbsent(f"person {person_id} has no key")
    wrapped, master, state, generation, crc = _LAYOUT.unpack(raw.ljust(SIZE, b"\0"))
    if crc != zlib.crc32(raw[:-4]):
        raise IntegrityProblem(f"the key record of person {person_id} is altered")
    return Record(wrapped, master, State(state), generation)


def masters_of(raw: bytes) -> set[int]:
    """The masters under which the active keys of these records, laid end to end, are."""
    ends = set(zip(raw[40::SIZE], raw[41::SIZE], raw[42::SIZE], strict=False))  # few, of many
    return {high << 8 | low for high, low, state in ends if state == State.ACTIVE}


def unwrap(raw: bytes, person_id: int) -> bytes:
    """Return the 32-byte key of a record; raise a ``VaultProblem`` when it does not open."""
    record = read(raw, person_id)
    try:
        return aes_key_unwrap(masters.master(record.master), record.wrapped)
    except InvalidUnwrap as error:
        raise IntegrityProblem(
            f"the key of person {person_id} does not open under master {record.master}"
        ) from error
