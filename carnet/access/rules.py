"""The table of the policy: ordered rules, the first whose conditions all hold decides."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table. ``number`` is journaled: never reuse one."""

    number: int
    code: str
    allows: bool
    when: str  # names of facts, all must hold; "-" in front of a name negates it
    for_patient: str
    for_reader: str
