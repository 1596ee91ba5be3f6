"""Why a record did not do what was asked."""

from __future__ import annotations

from datetime import datetime

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


class Withheld(Exception):
    """The original is not given: it waits for the antivirus since then, or was found infected."""

    def __init__(self, *, infected: bool, since: datetime) -> None:
        super().__init__("infected" if infected else "waits for the antivirus")
        self.infected, self.since = infected, since


class NotOwn(Exception):
    """Somebody else deposited it: it can be hidden and filed, never corrected nor deleted."""

    def __init__(self, entry_no: int) -> None:
        super().__init__("not a document of the person's own")
        self.entry_no = entry_no


class TooManyAtOnce(Exception):
    """More documents than are deleted in one go."""
