"""Master keys, in files apart from the database and from the key store.

Number 1 wraps the keys of living records; a closure year (2026…) wraps the keys of the records
closed that year, so that destroying its file ten years later ends that whole archive (law 6).
"""

from __future__ import annotations

import os
from pathlib import Path

from carnet.base import clock
from carnet.base.files import replace, sync_folder
from carnet.base.secrets import folder, secret
from carnet.vault.problems import MasterAbsent, MasterDestroyed, MasterNeeded

ACTIVE = 1
_SIZE = 32


def create(number: int) -> None:
    """Make the master ``number`` unless it exists; raise ``MasterDestroyed`` for one that ended."""
    if _ended(number).exists():
        raise MasterDestroyed(f"master key {number} was destroyed")
    secret(_name(number), _SIZE)


def master(number: int) -> bytes:
    """Return a master key of 32 bytes; raise ``MasterAbsent``: one is never remade silently."""
    if _ended(number).exists():
        raise MasterDestroyed(f"master key {number} was destroyed")
    if not _path(number).exists():
        raise MasterAbsent(f"master key {number} is not in the folder of secrets")
    return secret(_name(number), _SIZE)


def destroy(number: int) -> None:
    """End a closure master for ever, durably; destroyed already, it changes nothing.

    Raises ``MasterNeeded`` for the active one, and while a key still needs it. The mark is written
    first: a cut leaves a master that nobody uses, and the next call finishes.
    """
    from carnet.vault import keys

    if number == ACTIVE or number in keys.store().masters():
        raise MasterNeeded(f"a key still needs master {number}")
    if not _ended(number).exists():
        replace(_ended(number), clock.now().isoformat().encode())
    path = _path(number)
    if path.exists():
        _overwrite(path)
        path.unlink()
        sync_folder(path.parent)


def closures() -> list[int]:
    """The years whose master exists, oldest first."""
    found = (path.name.rpartition(".")[2] for path in folder().glob(_name(0)[:-1] + "*"))
    return sorted(int(number) for number in found if number.isdigit() and int(number) != ACTIVE)


def _overwrite(path: Path) -> None:
    """In place, so that the block of a plain file system no longer holds the key (ADR 8)."""
    with path.open("r+b") as file:
        file.write(bytes(_SIZE))
        file.flush()
        os.fsync(file.fileno())


def _path(number: int) -> Path:
    return folder() / _name(number)


def _ended(number: int) -> Path:
    return folder() / f"{_name(number)}.destroyed"


def _name(number: int) -> str:
    return f"vault.master.{number}"
