"""One key per person, in a small store apart from the main database and its backups (law 6)."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Protocol

from carnet.base.files import data_folder


class KeyStore(Protocol):
    """What the vault asks of any key store (a file here, an HSM or a service elsewhere)."""

    def create(self, *people: int) -> None:
        """Make the keys that are missing, durably; raise ``KeyDestroyed`` for a destroyed one."""

    def unwrap(self, person_id: int) -> bytes:
        """Return the person's 32-byte key; raise ``KeyAbsent`` or ``KeyDestroyed``."""

    def destroy(self, person_id: int) -> None:
        """Forget the person's key for ever, durably."""

    def renew(self, person_id: int) -> None:
        """Make a new key in the place of a destroyed one, durably; leave a living one alone."""

    def lives(self, person_id: int) -> bool:
        """Whether the person has a key that was not destroyed."""

    def ended(self, person_id: int) -> bool:
        """Whether the person's key was destroyed: a key that is only absent was not."""

    def masters(self) -> set[int]:
        """The masters by which keys that were not destroyed are wrapped."""

    def rewrap(self, person_id: int, master: int) -> None:
        """Wrap the person's key under another master, and under it only."""


_stores: dict[Path, KeyStore] = {}
_mutex = threading.Lock()


def store() -> KeyStore:
    """Return the key store of this process and data folder, the same to every thread."""
    from carnet.vault.keyfile import FileKeyStore

    folder = data_folder("keys")
    with _mutex:
        if folder not in _stores:
            _stores[folder] = FileKeyStore(folder)
        return _stores[folder]
