"""Documents of 100 KB into the vault and out of it, by 1 and 16 threads of one process."""

from __future__ import annotations

import os
import secrets
import threading
from pathlib import Path

from bench.result import Result
from bench.timed import timed

SIZE = 100_000
SECONDS = 2.0


def measure() -> list[Result]:
    """Measure in the data folder, which keeps the documents written."""
    folder = Path(os.environ["CARNET_DATA"]).resolve()
    return [_put(folder, 1), _put(folder, 16), _get()]


def _put(folder: Path, threads: int) -> Result:
    from carnet.vault import keys, store

    document = secrets.token_bytes(SIZE)
    keys.store().create(1)
    floor = _GroupFlush(folder / f"floor-{threads}", document)
    floor_rate = timed("", floor.append, threads, SECONDS).rate
    name = f"vault put 100 KB, {threads} threads"
    return timed(name, lambda: store.put(1, document), threads, SECONDS, floor_rate)


def _get() -> Result:
    from carnet.base.files import data_folder
    from carnet.vault import store
    from carnet.vault.segments import name

    document = secrets.token_bytes(SIZE)
    sealed = store.put(1, document)
    path = data_folder("segments") / name(sealed.segment)
    descriptor = os.open(path, os.O_RDONLY)
    floor = timed("", lambda: os.pread(descriptor, SIZE, 0), 1, 0.5).rate
    os.close(descriptor)

    def read() -> None:
        store.get(1, sealed.segment, sealed.position, sealed.wrapped_key)

    return timed("vault get 100 KB, cached", read, 1, 0.5, floor)


class _GroupFlush:
    """The floor: the bare append of the same bytes, flushed once for all who wait."""

    def __init__(self, path: Path, document: bytes) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._document = document
        self._write, self._flush = threading.Lock(), threading.Lock()
        self._written = self._flushed = 0

    def append(self) -> None:
        with self._write:
            os.write(self._file, self._document)
            self._written += 1
            mine = self._written
        with self._flush:
            if self._flushed < mine:
                target = self._written
                os.fdatasync(self._file)
                self._flushed = target
