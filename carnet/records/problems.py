"""Why a record did not do what was asked."""

from __future__ import annotations

from carnet.access.decide import Decision


class Refused(Exception):
    """The policy said no about the record as a whole; the refusal is journaled."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.rule.code)
        self.decision = decision


class NotFound(Exception):
    """No such thing for this reader: hidden, unknown and forged are one and the same."""


class Conflict(Exception):
    """The source already deposited other bytes under this uniqueId."""

    def __init__(self, unique_id: str) -> None:
        super().__init__("the same uniqueId was deposited with other bytes")
        self.unique_id = unique_id


class Impossible(Exception):
    """The life of a record has no such transition; nothing changed."""

    def __init__(self, verb: str, state: str) -> None:
        super().__init__(f"{verb}: impossible for a record that is {state}")
        self.verb, self.state = verb, state
