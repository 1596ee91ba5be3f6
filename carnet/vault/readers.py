"""Reads any segment of a folder, with a bounded number of files open."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from functools import cache
from pathlib import Path

from carnet.base.files import OpenFile
from carnet.vault import frames
from carnet.vault.problems import IntegrityProblem
from carnet.vault.segments import name

_OPEN_AT_ONCE = 128


class SegmentReader:
    """The segments of one folder, read by all threads of this process."""

    def __init__(self, folder: Path, most: int = _OPEN_AT_ONCE) -> None:
        self._folder, self._most = folder, most
        self._mutex = threading.Lock()
        self._open: OrderedDict[int, OpenFile] = OrderedDict()

    def read(self, segment: int, position: int) -> bytes:
        """Return the payload at a place; raise ``IntegrityProblem`` when it is not whole."""
        descriptor = self._descriptor(segment)
        return frames.read(descriptor.number, position)

    def _descriptor(self, segment: int) -> OpenFile:
        with self._mutex:
            found = self._open.pop(segment, None) or self._opened(segment)
            self._open[segment] = found
            while len(self._open) > self._most:
                self._open.popitem(last=False)
            return found

    def _opened(self, segment: int) -> OpenFile:
        try:
            return OpenFile(self._folder / name(segment), os.O_RDONLY)
        except FileNotFoundError as error:
            raise IntegrityProblem(f"segment {name(segment)} is absent") from error


@cache
def reader(folder: Path) -> SegmentReader:
    """The reader of this folder in this process."""
    return SegmentReader(folder)
