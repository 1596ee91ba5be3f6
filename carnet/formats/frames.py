"""Messages between the server and its reading children: a length, then MessagePack."""

from __future__ import annotations

import enum
import os
import struct
from collections.abc import Callable
from typing import Any

import msgspec

_LENGTH = struct.Struct(">I")
_CHUNK = 1 << 20


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
    payload = msgspec.msgpack.encode(message)
    view = memoryview(_LENGTH.pack(len(payload)) + payload)
    try:
        while view:
            view = view[os.write(descriptor, view) :]
    except BrokenPipeError as error:
        raise Closed from error


def receive(descriptor: int, bound: int, ready: Callable[[], object] = lambda: None) -> bytes:
    """Read one message of at most ``bound`` bytes; ``ready`` waits before each read."""
    (length,) = _LENGTH.unpack(_exactly(descriptor, _LENGTH.size, ready))
    if length > bound:
        raise TooLong(length)
    return _exactly(descriptor, length, ready)


def _exactly(descriptor: int, size: int, ready: Callable[[], object]) -> bytes:
    parts: list[bytes] = []
    while size:
        ready()
        part = os.read(descriptor, min(size, _CHUNK))
        if not part:
            raise Closed
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
