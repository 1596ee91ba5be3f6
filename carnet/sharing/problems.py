"""Why an authorisation or a representation could not be changed."""

from __future__ import annotations

from carnet.access.decide import Decision


class SharingRefused(Exception):
    """The actor may not change this authorisation; ``decision`` has the rule and the words."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.rule.code)
        self.decision = decision


class NotAuthorised(Exception):
    """No consent by name stands, on which the rest would rest."""


class CodeUnknown(Exception):
    """No such code waits: never made, already used, or over. One and the same for who asks."""


class FamilyProblem(Exception):
    """The parent of what stops a representation or an invitation."""


class NotAttached(FamilyProblem):
    """No representation of this child by this parent: unknown, denied, ended, or a child of 18."""


class NotTheFirst(FamilyProblem):
    """Only the attached parent, once certified, invites the second representative."""


class FamilyComplete(FamilyProblem):
    """The child has as many representatives as the house admits."""


class AlreadyInvited(FamilyProblem):
    """An invitation waits already."""


class NotWaiting(FamilyProblem):
    """The invitation does not wait any more: answered, withdrawn or expired."""


class DelegationProblem(Exception):
    """The parent of what stops a delegation to a proche aidant."""


class NotTheHolder(DelegationProblem):
    """Only an adult chooses a caregiver, for their own open record; nobody does it for them."""


class TooManyCaregivers(DelegationProblem):
    """The person has as many caregivers, offers that wait included, as the house admits."""


class TooManyHelped(DelegationProblem):
    """The caregiver helps as many people as the house admits."""


class NoDelegation(DelegationProblem):
    """No such delegation for who asks: never offered, answered, withdrawn or over."""


class NoReport(Exception):
    """No such report of an access."""


class TooManyReports(Exception):
    """As many reports of this record wait for an answer as the house admits."""


class AlreadyAnswered(Exception):
    """The report has its answer."""
