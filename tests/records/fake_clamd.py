"""A clamd that answers as a test wishes: it finds EICAR, dawdles, stops half-way, hangs up."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_DAWDLE = 5.0  # seconds: more than any test waits


class Clamd:
    """What it received, and how it answers: ``well``, ``slow``, ``half``, ``shut``, ``limit``."""

    def __init__(self, line: socket.socket) -> None:
        self.manner = "well"
        self.received: list[bytes] = []
        self._line, self._stop = line, threading.Event()

    def serve(self) -> None:
        """Answer one client after the other until closed."""
        while not self._stop.is_set():
            try:
                client, _ = self._line.accept()
            except OSError:
                return
            with client:
                self._answer(client)

    def close(self) -> None:
        """Answer nobody any more."""
        self._stop.set()
        self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()

    def _answer(self, client: socket.socket) -> None:
        if self.manner == "shut":
            return
        try:
            data = _stream(client)
            self.received.append(data)
            self._say(client, data)
        except OSError:
            return

    def _say(self, client: socket.socket, data: bytes) -> None:
        if self.manner == "slow":
            self._stop.wait(_DAWDLE)
            return
        if self.manner == "dribble":
            for letter in b"stream: OK":
                client.send(bytes([letter]))
                time.sleep(0.1)
        found = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in data else b"stream: OK\0"
        said = {
            "half": found[:9],
            "limit": b"INSTREAM size limit exceeded. ERROR\0",
            "noise": b"\xff" * 9000,
        }.get(self.manner, found)
        client.sendall(said)


def _stream(client: socket.socket) -> bytes:
    """The bytes between the command and the length of zero."""
    assert _exactly(client, 10) == b"zINSTREAM\0"
    parts = []
    while size := struct.unpack(">I", _exactly(client, 4))[0]:
        parts.append(_exactly(client, size))
    return b"".join(parts)


def _exactly(client: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        part = client.recv(size - len(found))
        if not part:
            raise ConnectionError
        found += part
    return found


@contextmanager
def clamd(path: Path | None = None) -> Iterator[tuple[str, Clamd]]:
    """Run one, on a Unix socket or (without a path) on a port; give its address too."""
    if path:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.bind(str(path))
        address = str(path)
    else:
        line = socket.create_server(("127.0.0.1", 0))
        address = f"127.0.0.1:{line.getsockname()[1]}"
    line.listen(8)
    one = Clamd(line)
    thread = threading.Thread(target=one.serve, daemon=True)
    thread.start()
    try:
        yield address, one
    finally:
        one.close()
        thread.join(10)
