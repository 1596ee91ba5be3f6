"""Why an activation or a sign-in does not go on. The pages turn each into words and a way out."""

from __future__ import annotations

from datetime import datetime


class AccountProblem(Exception):
    """The parent of all refusals of this room."""


class WrongProof(AccountProblem):
    """What was typed does not open anything; which part is wrong is never said."""


class PasskeyRefused(WrongProof):
    """A passkey's answer opens nothing; ``reason`` is for the journal, never for the page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CodeProblem(AccountProblem):
    """The code was right, but serves no more: ``person_id`` may ask for a new one."""

    def __init__(self, person_id: int = 0) -> None:
        super().__init__()
        self.person_id = person_id


class CodeExpired(CodeProblem):
    """The validity of the code is over."""


class CodeUsed(CodeProblem):
    """The code served already."""


class CodeOfAnother(AccountProblem):
    """The code is that of another child of the same parent: ``person_id``."""

    def __init__(self, person_id: int) -> None:
        super().__init__()
        self.person_id = person_id


class AccountExists(AccountProblem):
    """The person has a sign-in already."""


class IdentifierTaken(AccountProblem):
    """Another account took this identifier meanwhile."""


class MinorHolder(AccountProblem):
    """The person is a minor: their representatives hold the record until 18."""


class RecordClosed(AccountProblem):
    """The record cannot be activated; ``state`` is its state (opposed, closed…).

    ``person_id`` is not 0 when the whole proof was given with a code that may still serve: the
    person may then change their mind, or come back.
    """

    def __init__(self, state: str, person_id: int = 0) -> None:
        super().__init__(state)
        self.state = state
        self.person_id = person_id


class ChoiceChanged(AccountProblem):
    """What an opposition would do is no longer what the page said (the window ended meanwhile)."""


class NoChannel(AccountProblem):
    """The insurer knows neither an e-mail address, nor a mobile, nor a postal address."""


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


class LastWay(AccountProblem):
    """Nothing else would open the account: this way in stays."""


class FederationProblem(AccountProblem):
    """A sign-in at an identity provider that does not lead in."""


class Cancelled(FederationProblem):
    """The person said no at the provider, or it could not let them in."""


class StaleSignIn(FederationProblem):
    """The provider's answer belongs to no sign-in under way here: too old, or used already."""


class ProviderFailed(FederationProblem):
    """The provider does not answer, or answers what does not hold; the reason is for the logs."""


class NotRecognised(FederationProblem):
    """The provider's person is none of ours, or not surely one: the card and letter remain."""
