"""Why the desk does not go on. The pages turn each into words."""

from __future__ import annotations


class DeskProblem(Exception):
    """The parent of all refusals of this room."""


class NotAllowed(DeskProblem):
    """The agent's role has not this power."""


class NoCase(DeskProblem):
    """The agent has no case of this person open: never opened, closed, or over."""


class MinorNeedsParent(DeskProblem):
    """A minor's case is opened from that of the parent to whom they are attached."""


class TooFewFacts(DeskProblem):
    """The house knows too little of the person to ask questions: they must come in person."""


class NoMandate(DeskProblem):
    """No mandate of this number that could still be signed or revoked."""


class NoTicket(DeskProblem):
    """No such ticket, or one that takes nothing more."""


class TooManyTickets(DeskProblem):
    """The person has enough questions waiting."""


class BadFile(DeskProblem):
    """A file refused; ``reason`` is empty, large, kind, unreadable or many."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AgentExists(DeskProblem):
    """Another agent has this identifier."""


class UnknownAgent(DeskProblem):
    """No agent has this identifier."""


class WrongDesk(DeskProblem):
    """A desk of this kind has no such role, or the desk exists under another kind."""
