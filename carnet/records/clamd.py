"""The language of clamd: one stream of bytes sent, one line that says what it holds (clamd(8))."""

from __future__ import annotations

import socket
import struct
import time
from dataclasses import dataclass

_ASK = b"zINSTREAM\0"
_PART = 64 * 1024  # bytes sent at once
_LONGEST = 4096  # bytes of an answer
_LENGTH = struct.Struct(">I")
_FOUND, _CLEAN = " FOUND", " OK"


class Unreachable(Exception):
    """Nobody said whether the bytes are clean: no daemon, no answer in time, or half of one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What clamd says of some bytes: ``found`` names what it found, "" in clean ones."""

    found: str = ""


def ask(address: str, data: bytes, seconds: float) -> Answer:
    """Have ``data`` looked at, in so many seconds in all. Raises Unreachable.

    ``address``: the path of a Unix socket, or ``host:port``.
    """
    until = time.monotonic() + seconds
    try:
        with _connected(address, seconds) as line:
            _send(line, data, until)
            return _read(_receive(line, until))
    except (OSError, ValueError) as fault:
        raise Unreachable(str(fault) or type(fault).__name__) from fault


def _connected(address: str, seconds: float) -> socket.socket:
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), seconds)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(seconds)
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line


def _send(line: socket.socket, data: bytes, until: float) -> None:
    """Each part after its length; a length of zero ends them."""
    _wait(line, until)
    line.sendall(_ASK)
    view = memoryview(data)
    for start in range(0, len(data), _PART):
        part = view[start : start + _PART]
        _wait(line, until)
        line.sendall(_LENGTH.pack(len(part)))
        line.sendall(part)
    line.sendall(_LENGTH.pack(0))


def _receive(line: socket.socket, until: float) -> bytes:
    """The answer, whole: it ends with a zero byte."""
    said = b""
    while not said.endswith(b"\0"):
        _wait(line, until)
        part = line.recv(_LONGEST)
        if not part or len(said) > _LONGEST:
            raise ValueError("the answer is not whole")
        said += part
    return said


def _read(said: bytes) -> Answer:
    words = said.rstrip(b"\0").decode("ascii", "replace").strip()
    name = words.removeprefix("stream:").strip()
    if words.endswith(_FOUND):
        return Answer(name.removesuffix(_FOUND.strip()).strip() or "?")
    if words.endswith(_CLEAN):
        return Answer()
    raise ValueError("an answer that is neither clean nor found")


def _wait(line: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    line.settimeout(left)
