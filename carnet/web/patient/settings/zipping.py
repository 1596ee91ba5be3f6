"""A ZIP written while it is sent: whatever its size, it never stands in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator


class _Pipe(io.RawIOBase):
    """Keeps what was written until it is taken; it cannot be sought."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        """It is written only."""
        return True

    def write(self, data: object, /) -> int:
        """Hold these bytes."""
        chunk = bytes(memoryview(data))  # type: ignore[arg-type]
        self._held += chunk
        return len(chunk)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken, self._held = bytes(self._held), bytearray()
        return taken


def stream(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """The bytes of a ZIP of these files: name, then content in pieces, asked for one at a time."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files:
            with archive.open(name, "w") as file:
                for piece in pieces:
                    file.write(piece)
                    yield pipe.take()
            yield pipe.take()
    yield pipe.take()
