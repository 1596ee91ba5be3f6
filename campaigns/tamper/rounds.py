"""One round: an edit by a superuser, a verification, and all is put back as it was."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from random import Random

from django.db import DatabaseError, transaction

from campaigns.tamper.attacks import Attack, strike


def look() -> list[str]:
    """What the house says of itself (``carnet journal verify``)."""
    from carnet.journal.verify import verify
    from carnet.records import audit
    from carnet.sharing import audit as rights

    return [*verify().problems, *audit.check().problems, *rights.check().problems]


def run(
    rounds: int, random: Random, tell: Callable[[int, int], None]
) -> tuple[list[str], list[str]]:
    """Play the rounds; return the attacks that nobody named, and all of them, in words."""
    missed, struck = [], []
    for done in range(1, rounds + 1):
        attack, problems = _round(random)
        struck.append(attack.words)
        if not any(attack.names in problem for problem in problems):
            missed.append(f"{attack.words} ({attack.names}); said: {problems[:3]}")
        tell(done, rounds)
    return missed, struck


def _round(random: Random) -> tuple[Attack, list[str]]:
    """What the database itself refuses (a key that exists, a value too long) is no attack."""
    while True:
        with contextlib.suppress(DatabaseError), transaction.atomic():
            attack = strike(random)
            problems = look() if attack else []
            transaction.set_rollback(True)
            if attack:
                return attack, problems
