"""Append-only segment files, with one flush for all the threads that wait (law 5).

Each process writes its own segments, always new ones: no lock between processes, and a tail cut
by a crash is never written after.
"""

from __future__ import annotations

import os
import secrets
import threading
import time
from pathlib import Path

from carnet.base.files import OpenFile, sync_folder
from carnet.vault import frames

_FULL = 256 << 20


class _Segment:
    """One file being written. A failed write or flush ends it: its later state is unknown."""

    def __init__(self, folder: Path) -> None:
        self.number = (time.time_ns() // 1_000_000) << 21 | secrets.randbits(21)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        self._file = OpenFile(folder / name(self.number), flags)
        sync_folder(folder)
        self.end = 0
        self._cut = self._lost = self._flushing = False
        self._turn = threading.Condition()
        self._started = self._finished = 0  # flushes, counted

    @property
    def broken(self) -> bool:
        """Whether nothing more may be appended."""
        return self._cut or self._lost

    def write(self, payload: bytes) -> int:
        """Append one frame, not yet flushed; return its position."""
        position, header = self.end, frames.header(payload)
        self._cut = True  # until the whole frame is written
        written = os.writev(self._file.number, [header, payload])
        if written != len(header) + len(payload):
            raise OSError(f"segment {name(self.number)} was cut short: the disk is full")
        self._cut = False
        self.end += written
        return position

    def flush(self) -> None:
        """Return once a flush that began after this call has ended; one thread does it for all."""
        with self._turn:
            wanted = self._started + 1
            while self._finished < wanted and not self._lost:
                if self._flushing:
                    self._turn.wait()
                else:
                    self._lead()
            if self._finished < wanted:
                raise OSError(f"segment {name(self.number)} could not be flushed")

    def _lead(self) -> None:
        self._started += 1
        self._flushing, flushed = True, False
        self._turn.release()
        try:
            os.fdatasync(self._file.number)
            flushed = True
        finally:
            self._turn.acquire()
            self._flushing = False
            if flushed:
                self._finished = self._started
            else:  # the kernel may have dropped the pages: never try this file again
                self._lost = True
            self._turn.notify_all()


class SegmentWriter:
    """The segments that this process appends to, one at a time."""

    def __init__(self, folder: Path, full: int = _FULL) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)
        self._folder, self._full = folder, full
        self._mutex = threading.Lock()
        self._segment: _Segment | None = None

    def append(self, payload: bytes) -> tuple[int, int]:
        """Write one payload durably; return its segment and its position."""
        with self._mutex:
            segment = self._current()
            position = segment.write(payload)
        segment.flush()
        return segment.number, position

    def _current(self) -> _Segment:
        segment = self._segment
        if segment is None or segment.broken or segment.end >= self._full:
            segment = self._segment = _Segment(self._folder)
        return segment


def name(segment: int) -> str:
    """The file name of a segment."""
    return f"{segment:016x}.segment"


_writers: dict[tuple[Path, int], SegmentWriter] = {}
_mutex = threading.Lock()


def writer(folder: Path, process: int) -> SegmentWriter:
    """The one writer of this folder in this process (a forked child gets its own)."""
    with _mutex:
        found = _writers.get((folder, process))
        if found is None:
            found = _writers[folder, process] = SegmentWriter(folder)
        return found
