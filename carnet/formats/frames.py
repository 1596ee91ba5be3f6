"""Messages between the server and its reading children: a length, then MessagePack."""

from __future__ import annotations

import enum
import os
import struct
from collections.abc import Callable
from typing import Any

import msgspec

_LENGTH = struct.Struct(">I")
_CHUNK = 1 << 16
_ARRAY_OF_3, _BIN_32 = b"\x93", b"\xc6"  # MessagePack


class Outcome(enum.IntEnum):
    """How a call ended."""

    DONE = 0
    REFUSED = 1  # a FormatProblem: path, expected, found, severity
    COSTLY = 2  # out of memory
    FAILED = 3  # a mistake of ours: the name of the exception


class Request(msgspec.Struct, array_like=True):
    """Run ``name`` on ``data``."""

    name: str
    data: bytes
    arguments: list[Any]


class Reply(msgspec.Struct, array_like=True):
    """How it ended, and the encoded result or the words of the refusal."""

    outcome: Outcome
    result: msgspec.Raw = msgspec.Raw(b"\xc0")
    words: list[str] = []


class Closed(ConnectionError):
    """The other end is gone."""


class TooLong(ValueError):
    """A message exceeds the bound."""


def send(descriptor: int, message: Request | Reply) -> None:
    """Write one message; Closed when nobody reads."""
    parts = _encoded(message)
    parts.insert(0, _LENGTH.pack(sum(map(len, parts))))
    try:
        written = os.writev(descriptor, parts)
        if written < sum(map(len, parts)):
            view = memoryview(b"".join(parts))[written:]
            while view:
                view = view[os.write(descriptor, view) :]
    except BrokenPipeError as error:
        raise Closed from error


def _encoded(message: Request | Reply) -> list[bytes]:
    """A request in parts, so that its bytes are not copied: the pipe already does."""
    encode = msgspec.msgpack.encode
    if isinstance(message, Reply):
        return [encode(message)]
    head = _ARRAY_OF_3 + encode(message.name) + _BIN_32 + _LENGTH.pack(len(message.data))
    return [head, message.data, encode(message.arguments)]


def receive(
    descriptor: int,
    bound: int,
    ready: Callable[[], object] = lambda: None,
    chunk: int = _CHUNK,
) -> memoryview:
    """Read one message of at most ``bound`` bytes; ``ready`` waits before each read.

    Both ends speak in turn: what follows a message in the pipe is as wrong as one too long.
    """
    received = _part(descriptor, chunk, ready)
    while len(received) < _LENGTH.size:
        received += _part(descriptor, chunk, ready)
    (length,) = _LENGTH.unpack_from(received)
    if length > bound:
        raise TooLong(length)
    missing, parts = _LENGTH.size + length - len(received), [received]
    while missing > 0:
        parts.append(_part(descriptor, chunk, ready))
        missing -= len(parts[-1])
    if missing:
        raise TooLong(length - missing)
    return memoryview(b"".join(parts))[_LENGTH.size :]


def _part(descriptor: int, chunk: int, ready: Callable[[], object]) -> bytes:
    ready()
    part = os.read(descriptor, chunk)
    if not part:
        raise Closed
    return part
