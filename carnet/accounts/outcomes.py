"""What becomes of the lines of the insurer's file."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Result(enum.Enum):
    """What became of a line."""

    ENROLLED = "enrolled"
    KNOWN = "known"
    SET_ASIDE = "set-aside"
    WAITING = "waiting"  # for the line of its parent


class Outcome(NamedTuple):
    """One line of the file: its number, what became of it, and what is wrong with it.

    ``reason`` holds no identity. A line that is enrolled may have one: its document was refused.
    """

    number: int
    result: Result
    reason: str = ""
    person_id: int = 0
    changed: bool = False  # something that was known of the person is otherwise now
