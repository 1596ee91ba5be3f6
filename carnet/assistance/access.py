"""How an agent helps somebody back in: a new code, the identifier, an end to a lock."""

from __future__ import annotations

import enum

from django.db import transaction

from carnet.accounts import channels, desk, family
from carnet.assistance.agents import Agent
from carnet.assistance.cases import Case, current
from carnet.assistance.roles import Power, require
from carnet.journal.events import EventKind, record
from carnet.sharing import actions as sharing


class Paper(enum.StrEnum):
    """The document on which a supervisor changes who represents a child."""

    JUDGMENT = "jugement"
    CIVIL_STATUS = "acte d’état civil"
    GUARDIANSHIP = "décision de tutelle"


def renew_code(agent: Agent, case: Case, channel: str) -> None:
    """Send a new code by one of the ways that the insurer knows; the agent never sees it.

    Raises ``NoCase``, ``NoChannel``, ``Slowed``, ``Locked``, ``notify.sms.NotSent``.
    """
    person_id = _of(agent, case)
    channels.send_code(person_id, channel)
    detail = {"channel": channel}
    record(EventKind.DESK_CODE_RENEWED, person_id, agent.actor, detail=detail)


def unlock(agent: Agent, case: Case) -> None:
    """Forget the wrong tries that locked the person's sign-in. Raises ``NoCase``."""
    person_id = _of(agent, case)
    with transaction.atomic():
        desk.unlock(person_id)
        record(EventKind.DESK_UNLOCKED, person_id, agent.actor)


def remind(agent: Agent, case: Case, channel: str) -> None:
    """Send the identifier to their own contact. Raises ``NoCase``, ``Slowed``, ``Locked``."""
    person_id = _of(agent, case)
    with transaction.atomic():
        desk.remind(person_id, channel)
        record(EventKind.DESK_REMINDED, person_id, agent.actor)


def end_representation(agent: Agent, case: Case, parent_id: int, paper: Paper) -> None:
    """End a legal representation of this child, on a document that was seen.

    Raises ``NoCase``, ``NotAllowed``, ``sharing.problems.NotAttached``.
    """
    require(agent.role, Power.FAMILY)
    sharing.end_representation(_of(agent, case), parent_id, agent.actor, str(paper))


def reject_parent(agent: Agent, case: Case, parent_id: int, paper: Paper) -> None:
    """Record that a parent is not the child's legal representative. Raises as above."""
    require(agent.role, Power.FAMILY)
    family.reject(parent_id, _of(agent, case), agent.actor, str(paper))


def allow_parent(agent: Agent, case: Case, parent_id: int, paper: Paper) -> None:
    """Let a parent who said that they are no representative answer again. Raises as above."""
    require(agent.role, Power.FAMILY)
    family.allow(parent_id, _of(agent, case), agent.actor, str(paper))


def _of(agent: Agent, case: Case) -> int:
    return current(agent, case.person_id, case.case_id).person_id
