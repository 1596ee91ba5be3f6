"""Why an authorisation could not be changed."""

from __future__ import annotations

from carnet.access.decide import Decision


class SharingRefused(Exception):
    """The actor may not change this authorisation; ``decision`` has the rule and the words."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.rule.code)
        self.decision = decision
