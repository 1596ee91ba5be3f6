"""The trace of an imported matrix: its number, its first day and what its file holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from carnet.access import matrix
from carnet.access.facts import Actor, ActorKind
from carnet.access.matrix import Import
from carnet.journal import told as trace
from carnet.journal.events import NOBODY, EventKind, record


def told(kept: Import) -> None:
    """Tell of it: a file changed since has not the digest that the sealed trace names."""
    detail = {"matrix": kept.number, "from": str(kept.valid_from), "sha256": _digest(kept)}
    record(EventKind.MATRIX_IMPORTED, NOBODY, Actor(ActorKind.SYSTEM), detail=detail)


def problems() -> Iterator[str]:
    """Name each file that is not what its import told, is not there, or was never imported."""
    kept = {one.path.name: one for one in matrix.imports()}
    said = {
        f"matrix-{one['matrix']}-{one['from']}.csv": one["sha256"]
        for one in trace.details(EventKind.MATRIX_IMPORTED, "matrix", "from", "sha256")
    }
    for name in sorted(kept.keys() | said.keys()):
        if name not in said:
            yield f"{name} was inserted: no import tells of it"
        elif name not in kept:
            yield f"{name} is absent: it was imported"
        elif _digest(kept[name]) != said[name]:
            yield f"{name} was altered since its import"


def _digest(kept: Import) -> str:
    return hashlib.sha256(kept.path.read_bytes()).hexdigest()
