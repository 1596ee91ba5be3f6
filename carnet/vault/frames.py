"""One framed record of a segment: magic, length, CRC, payload; found again by walking the file."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator

from carnet.vault.problems import IntegrityProblem

_MAGIC = b"CRN1"
_HEADER = struct.Struct(">4sII")  # magic, length of the payload, its CRC-32
HEADER_SIZE = _HEADER.size
_LONGEST = 1 << 30
_FIRST_READ = 1 << 17  # one pread for most documents


def header(payload: bytes) -> bytes:
    """The 12 bytes before a payload."""
    return _HEADER.pack(_MAGIC, len(payload), zlib.crc32(payload))


def read(descriptor: int, position: int) -> bytes:
    """Return the payload of the frame at ``position``; raise ``IntegrityProblem``."""
    block = os.pread(descriptor, _FIRST_READ, position) if position >= 0 else b""
    length, crc = _parse(block, position)
    missing = HEADER_SIZE + length - len(block)
    if missing > 0 and len(block) == _FIRST_READ:
        block += os.pread(descriptor, missing, position + len(block))
    payload = block[HEADER_SIZE : HEADER_SIZE + length]
    if len(payload) != length or zlib.crc32(payload) != crc:
        raise IntegrityProblem(f"the frame at {position} is cut or altered")
    return payload


def _parse(block: bytes, position: int) -> tuple[int, int]:
    if len(block) < HEADER_SIZE:
        raise IntegrityProblem(f"no frame at {position}: the segment ends before it")
    magic, length, crc = _HEADER.unpack_from(block)
    if magic != _MAGIC or length > _LONGEST:
        raise IntegrityProblem(f"no frame at {position}: its mark is absent")
    return length, crc


def walk(descriptor: int) -> Iterator[tuple[int, bytes]]:
    """Yield (position, payload) of each frame; end quietly at the first cut one.

    A crash can only cut the tail, which nobody was told about: a process never appends to a
    segment that another one wrote.
    """
    position = 0
    while True:
        try:
            payload = read(descriptor, position)
        except IntegrityProblem:
            return
        yield position, payload
        position += HEADER_SIZE + len(payload)
