"""The case of a person at a desk: opened by a proof, for a limited time, by one agent."""

from __future__ import annotations

import enum
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from carnet.assistance import models
from carnet.assistance.agents import Agent
from carnet.assistance.problems import NoCase
from carnet.base import clock
from carnet.journal.events import EventKind, record


class Proof(enum.StrEnum):
    """What opened a case."""

    QUESTIONS = "questions"
    DOCUMENT = "document"  # seen by the agent
    MANDATE = "mandate"  # of help, in force
    PARENT = "parent"  # of a child: the case of the parent was open


@dataclass(frozen=True, slots=True)
class Case:
    """A case that is open."""

    person_id: int
    case_id: uuid.UUID
    expires_at: datetime
    proof: Proof
    parent_id: int | None = None


def open_case(
    agent: Agent, person_id: int, proof: Proof, *, document: str = "", parent_id: int | None = None
) -> Case:
    """Open a case now that the proof was right, and write it in the person's history."""
    now = clock.now()
    case = Case(person_id, uuid.uuid4(), now + settings.DESK_CASE, proof, parent_id)
    detail = {"proof": str(proof)} | ({"document": str(document)} if document else {})
    with transaction.atomic():
        models.Case.objects.create(
            person_id=person_id, case_id=case.case_id, agent_id=agent.agent_id,
            desk_id=agent.desk_id, proof=proof, document=document, parent_id=parent_id,
            opened_at=now, expires_at=case.expires_at,
        )  # fmt: skip
        record(EventKind.CASE_OPENED, person_id, agent.actor, detail=detail)
    return case


def current(agent: Agent, person_id: int, case_id: uuid.UUID) -> Case:
    """The case, if this agent has it open. Raises ``NoCase``: closed, over, another agent's."""
    found = _alive(agent, person_id, case_id).first()
    if found is None:
        raise NoCase
    return Case(person_id, case_id, found.expires_at, Proof(found.proof), found.parent_id)


def close_case(agent: Agent, person_id: int, case_id: uuid.UUID) -> None:
    """Close a case; one that is over already is left as it is."""
    with transaction.atomic():
        if _alive(agent, person_id, case_id).update(closed_at=clock.now()):
            record(EventKind.CASE_CLOSED, person_id, agent.actor)


def _alive(agent: Agent, person_id: int, case_id: uuid.UUID) -> QuerySet[models.Case]:
    return models.Case.objects.filter(
        person_id=person_id, case_id=case_id, agent_id=agent.agent_id,
        closed_at=None, expires_at__gt=clock.now(),
    )  # fmt: skip
