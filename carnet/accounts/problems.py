"""Why an activation or a sign-in does not go on. The pages turn each into words and a way out."""

from __future__ import annotations

from datetime import datetime


class AccountProblem(Exception):
    """The parent of all refusals of this room."""


class WrongProof(AccountProblem):
    """What was typed does not open anything; which part is wrong is never said."""


class CodeExpired(AccountProblem):
    """The code was right, but its validity is over: ``person_id`` may ask for a new one."""

    def __init__(self, person_id: int) -> None:
        super().__init__()
        self.person_id = person_id


class CodeUsed(AccountProblem):
    """The code was right, but served already."""


class AccountExists(AccountProblem):
    """The person has a sign-in already."""


class IdentifierTaken(AccountProblem):
    """Another account took this identifier meanwhile."""


class MinorHolder(AccountProblem):
    """The person is a minor: their representatives hold the record until 18."""


class RecordClosed(AccountProblem):
    """The record cannot be activated; ``state`` is its state (opposed, closed…)."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class TermsChanged(AccountProblem):
    """The terms that were accepted are no longer those in force."""


class Slowed(AccountProblem):
    """Too soon after a failure: wait ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Locked(AccountProblem):
    """Too many failures: nothing is tried before ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until
