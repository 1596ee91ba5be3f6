"""How large benches are; ``python -m bench NAME --people N --letters N`` asks for more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Sizes:
    """The defaults keep a whole ``make bench`` to some minutes."""

    people: int = 100_000  # lines of the insurer's file
    letters: int = 2_000
    index: int = 1_000_000  # people in the larger index of matricules
    events: int = 200_000  # of the journal that grows


SIZES = Sizes()
