"""The sealer: takes what committed, extends the Merkle log, signs."""

from __future__ import annotations


def seal_once() -> int:
    """Seal every event that can be; return how many were (0: none, or another sealer runs)."""
    raise NotImplementedError
