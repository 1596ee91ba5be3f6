"""Secret bytes kept in files apart from the database (one file each, mode 0600)."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from functools import cache
from pathlib import Path

from carnet.base.files import sync_folder


def folder() -> Path:
    """The folder of secrets: ``CARNET_SECRETS``, or ``secrets`` inside the data folder."""
    data = Path(os.environ.get("CARNET_DATA", "var"))
    return Path(os.environ.get("CARNET_SECRETS") or data / "secrets").resolve()


@cache
def secret(name: str, size: int = 32) -> bytes:
    """Return the secret called ``name``, made of ``size`` random bytes at its first use.

    Two processes that race for the first use get the same bytes: the file is written whole
    under another name, then linked, and the loser reads the winner's.
    """
    path = folder() / name
    if not path.exists():
        _create(path, secrets.token_bytes(size))
    return path.read_bytes()


def _create(path: Path, value: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(temporary, path)
        sync_folder(path.parent)  # a power cut must not take the key of what it already sealed
    Path(temporary).unlink()
