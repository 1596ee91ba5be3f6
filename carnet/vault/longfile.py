"""Long files under a person's key: written once, piece by piece, and read in order.

A file has a key of its own, wrapped by the person's. The nonce of a piece is its number and
whether it is the last: pieces that were cut, exchanged or added do not open.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from carnet.base.files import sync_folder
from carnet.vault import keys
from carnet.vault.problems import IntegrityProblem

PIECE = 1 << 20  # bytes in clear
_TAG = 16


class Writer(io.RawIOBase):
    """A file being written: it holds one piece in memory, whatever its size.

    Raises KeyAbsent or KeyDestroyed when it is opened, OSError when the disk refuses.
    """

    def __init__(self, path: Path, person_id: int) -> None:
        key = os.urandom(32)
        self.wrapped_key = aes_key_wrap(keys.store().unwrap(person_id), key)
        self.size = 0  # in clear
        self._cipher, self._bound = AESGCM(key), _bound(person_id)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file, self._folder = os.fdopen(descriptor, "wb", buffering=0), path.parent
        self._held, self._number = bytearray(), 0

    def writable(self) -> bool:
        """It is written only."""
        return True

    def write(self, data: object, /) -> int:
        """Take bytes; whole pieces leave encrypted."""
        view = memoryview(data)  # type: ignore[arg-type]
        self._held += view
        self.size += view.nbytes
        while len(self._held) > PIECE:
            self._leave(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]
        return view.nbytes

    def finish(self) -> None:
        """Write the last piece; the file is whole and on the disk when this returns."""
        self._leave(bytes(self._held), last=True)
        self._held.clear()
        os.fsync(self._file.fileno())
        sync_folder(self._folder)
        self.close()

    def close(self) -> None:
        """Close; without ``finish`` before, what was written never opens."""
        self._file.close()
        super().close()

    def _leave(self, piece: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), piece, self._bound)
        if self._file.write(sealed) != len(sealed):
            raise OSError("a long file was cut short: the disk is full")
        self._number += 1


def read(path: Path, person_id: int, wrapped_key: bytes) -> Iterator[bytes]:
    """The pieces of a file, in clear; raise IntegrityProblem unless it is whole and unaltered."""
    try:
        key = aes_key_unwrap(keys.store().unwrap(person_id), bytes(wrapped_key))
    except InvalidUnwrap as error:
        raise IntegrityProblem("the key of a long file does not open") from error
    with path.open("rb") as file:
        yield from _opened(file, AESGCM(key), _bound(person_id))


def _opened(file: io.BufferedReader, cipher: AESGCM, bound: bytes) -> Iterator[bytes]:
    number, sealed = 0, file.read(PIECE + _TAG)
    while True:
        following = file.read(PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), sealed, bound)
        except (InvalidTag, ValueError) as error:
            raise IntegrityProblem(f"piece {number} of a long file is altered or cut") from error
        if not following:
            return
        number, sealed = number + 1, following


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _bound(person_id: int) -> bytes:
    return b"carnet.long.1:" + person_id.to_bytes(8, "big")
