"""One kept HTTP connection that asks little of the processor it shares with the server."""

from __future__ import annotations

import socket
from http import HTTPStatus


class Connection:
    """Posts bodies to one address and reads the answers; not for two threads at once."""

    def __init__(self, port: int, path: str, headers: dict[str, str]) -> None:
        self._link = socket.create_connection(("127.0.0.1", port))
        self._link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{lines}".encode()

    def post(self, body: bytes) -> bytes:
        """The body of a 200; any other answer is a RuntimeError, and so is a closed connection."""
        self._link.sendall(b"%bContent-Length: %d\r\n\r\n%b" % (self._head, len(body), body))
        head, length, told = self._answer()
        while len(told) < length:
            told += self._received()
        if int(head.split(b" ", 2)[1]) != HTTPStatus.OK:
            raise RuntimeError(f"{head.decode()}: {told[:500].decode()}")
        return told

    def _answer(self) -> tuple[bytes, int, bytes]:
        """The head, the length that it announces, and what came of the body with it."""
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._received()
        head, _, told = received.partition(b"\r\n\r\n")
        _, found, rest = head.lower().partition(b"\r\ncontent-length:")
        if not found:
            raise RuntimeError("an answer of unknown length")
        return head, int(rest.partition(b"\r\n")[0]), told

    def _received(self) -> bytes:
        part = self._link.recv(1 << 16)
        if not part:
            raise RuntimeError("the server closed the connection")
        return part
