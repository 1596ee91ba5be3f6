"""A proche aidant chosen on paper: the person signs, an agent records it, the caregiver accepts."""

from __future__ import annotations

from django.db import transaction

from carnet.access.facts import OPEN_STATES
from carnet.assistance import mandates
from carnet.assistance.agents import Agent
from carnet.assistance.cases import Case, current
from carnet.assistance.files import Sound
from carnet.records.queries import Life
from carnet.sharing import delegation
from carnet.sharing.delegation import Scope
from carnet.sharing.matching import Named

CAREGIVER = "caregiver"  # what the mandate is for


def choose_caregiver(agent: Agent, case: Case, named: Named, scope: Scope, scan: Sound) -> None:
    """Offer the role that the person signed, and keep the scan, or neither.

    Nothing tells the agent whether the one who is named exists. Raises ``NoCase``,
    ``carnet.sharing.problems.NotTheHolder`` (a minor, a record that is not open),
    ``TooManyCaregivers``.
    """
    person_id = current(agent, case.person_id, case.case_id).person_id
    chosen = delegation.candidate(named)
    with transaction.atomic():
        number = mandates.keep_act(agent, person_id, CAREGIVER, scan)
        delegation.record_on_paper(person_id, agent.actor, chosen, scope, number)


def possible(life: Life | None, *, minor: bool) -> bool:
    """Whether a caregiver may be chosen on paper: an adult, whose record is open."""
    return life is not None and life.state in OPEN_STATES and not minor
