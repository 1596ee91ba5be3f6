"""The synthetic nation: 300 people, 40 professionals, 12 organisations, and their stories."""

from __future__ import annotations

from carnet.demo.nation.model import Nation

SEED = 1


def build(seed: int = SEED) -> Nation:
    """Build the nation of this seed: pure, the same on every machine."""
    raise NotImplementedError(seed)
