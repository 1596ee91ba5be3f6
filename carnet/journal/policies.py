"""The trace of an imported matrix: its number, its first day and what its file holds."""

from __future__ import annotations

import hashlib

from carnet.access.facts import Actor, ActorKind
from carnet.access.matrix import Import
from carnet.journal.events import NOBODY, EventKind, record


def told(kept: Import) -> None:
    """Tell of it: a file changed since has not the digest that the sealed trace names."""
    digest = hashlib.sha256(kept.path.read_bytes()).hexdigest()
    detail = {"matrix": kept.number, "from": str(kept.valid_from), "sha256": digest}
    record(EventKind.MATRIX_IMPORTED, NOBODY, Actor(ActorKind.SYSTEM), detail=detail)
