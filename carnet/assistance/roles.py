"""What each kind of agent may do: plain data."""

from __future__ import annotations

import enum

from carnet.assistance.problems import NotAllowed


class Kind(enum.StrEnum):
    """What a desk is."""

    HOTLINE = "hotline"
    FRANCE_SERVICES = "france_services"
    INSURER = "insurer"  # a caisse


class Role(enum.StrEnum):
    """What an agent is at their desk."""

    HOTLINE = "hotline"
    FRANCE_SERVICES = "france_services"
    SUPERVISOR = "supervisor"  # at a caisse: answers for the others


class Power(enum.StrEnum):
    """What not every agent may do."""

    SEE_DOCUMENT = "see_document"  # the person is there, with their identity document
    ANSWER_TICKETS = "answer_tickets"
    DEATH = "death"
    FAMILY = "family"  # end a representation, let a parent answer again
    READ_SCANS = "read_scans"


POWERS = {
    Role.HOTLINE: frozenset({Power.ANSWER_TICKETS}),
    Role.FRANCE_SERVICES: frozenset({Power.SEE_DOCUMENT}),
    Role.SUPERVISOR: frozenset(Power),
}
ROLES_OF = {
    Kind.HOTLINE: frozenset({Role.HOTLINE}),
    Kind.FRANCE_SERVICES: frozenset({Role.FRANCE_SERVICES}),
    Kind.INSURER: frozenset({Role.HOTLINE, Role.SUPERVISOR}),
}


def may(role: Role, power: Power) -> bool:
    """Whether this role has this power."""
    return power in POWERS[role]


def require(role: Role, power: Power) -> None:
    """Raise ``NotAllowed`` for a role without this power."""
    if not may(role, power):
        raise NotAllowed(power)
