"""Master keys, in files apart from the database and from the key store.

Number 1 wraps the keys of living records; a closure year (2026…) wraps the keys of the records
closed that year, so that destroying its file ten years later ends that whole archive (law 6).
"""

from __future__ import annotations

from carnet.base.secrets import folder, secret
from carnet.vault.problems import MasterAbsent

ACTIVE = 1
_SIZE = 32


def create(number: int) -> None:
    """Make the master ``number`` unless it exists."""
    secret(_name(number), _SIZE)


def master(number: int) -> bytes:
    """Return a master key of 32 bytes; raise ``MasterAbsent``: one is never remade silently."""
    if not (folder() / _name(number)).exists():
        raise MasterAbsent(f"master key {number} is not in the folder of secrets")
    return secret(_name(number), _SIZE)


def _name(number: int) -> str:
    return f"vault.master.{number}"
