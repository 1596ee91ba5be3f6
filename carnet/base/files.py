"""Files of the data folder that must outlive a power cut."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path


class OpenFile:
    """A descriptor that closes when its last user is done with it."""

    def __init__(self, path: Path, flags: int) -> None:
        self.number = os.open(path, flags, 0o600)

    def __del__(self) -> None:
        if hasattr(self, "number"):
            os.close(self.number)


def data_folder(name: str) -> Path:
    """The folder ``name`` inside ``CARNET_DATA``; it may not exist yet."""
    return _resolved(os.environ.get("CARNET_DATA", "var"), name)


@cache
def _resolved(data: str, name: str) -> Path:
    return Path(data).resolve() / name  # asks the disk about each parent: once is enough


def sync_folder(folder: Path) -> None:
    """Make the names of new files of ``folder`` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one of all processes that numbers files of ``folder``; wait for whoever is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def replace(path: Path, value: bytes) -> None:
    """Write ``path`` whole and durably: a reader sees the old bytes or the new ones."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)
    sync_folder(path.parent)
