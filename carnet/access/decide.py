"""decide(): the one policy, pure. It walks the table of carnet.access.rules, first match wins."""

from __future__ import annotations

from dataclasses import dataclass

from carnet.access.facts import Facts
from carnet.access.rules import Rule


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of the policy, and the rule of which version gave it (both are journaled)."""

    allowed: bool
    rule: Rule
    version: int

    @property
    def reason(self) -> str:
        """Why, for the one who asked: leaks nothing about any document."""
        return self.rule.for_reader


def decide(facts: Facts) -> Decision:
    """Answer one question. Never raises, asks nothing of the outside (20 µs at most)."""
    raise NotImplementedError
