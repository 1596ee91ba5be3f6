"""Finding a person and proving that it is them, before an agent sees anything.

Each search and each proof, right or wrong, is in the person's history.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date

from django.conf import settings

from carnet.accounts import attempts, fields
from carnet.accounts.problems import WrongProof
from carnet.assistance import cases, mandates, questions
from carnet.assistance.agents import Agent
from carnet.assistance.cases import Case, Proof
from carnet.assistance.problems import MinorNeedsParent, NoMandate, TooFewFacts
from carnet.assistance.questions import Question
from carnet.assistance.roles import Power, require
from carnet.identity import people
from carnet.identity.pivot import alike
from carnet.journal.events import NOBODY, EventKind, record
from carnet.sharing import families


class Document(enum.StrEnum):
    """Identity documents that an agent may look at; their number is never kept."""

    CARD = "card"
    PASSPORT = "passport"
    RESIDENCE = "residence"
    LICENCE = "licence"


def find(agent: Agent, matricule: str, birth_date: date) -> int:
    """Return the person of this number born that day; nothing of them is to be shown yet.

    Raises ``WrongProof`` (whichever part is wrong), ``Slowed``, ``Locked``, and
    ``MinorNeedsParent`` once both are right.
    """
    person_id = people.find_by_matricule(matricule)
    with attempts.guard(("desk_search", str(agent.agent_id)), ("desk", str(agent.desk_id))):
        if person_id is None or people.person(person_id).birth_date != birth_date:
            record(EventKind.PERSON_NOT_FOUND, person_id or NOBODY, agent.actor)
            raise WrongProof
    record(EventKind.PERSON_SOUGHT, person_id, agent.actor)
    if fields.is_minor(birth_date):
        raise MinorNeedsParent
    return person_id


def ask(person_id: int) -> list[Question]:
    """The questions to put to the person. Raises ``TooFewFacts``."""
    asked = questions.asked(person_id)
    if len(asked) < settings.DESK_RIGHT_ANSWERS:
        raise TooFewFacts
    return asked


def answer(agent: Agent, person_id: int, answers: Mapping[Question, str]) -> Case:
    """Open the case when the answers prove it; which was wrong is never said.

    Raises ``WrongProof``, ``Slowed``, ``Locked``.
    """
    with _proving(agent, person_id):
        if not questions.proven(person_id, answers):
            record(EventKind.CASE_REFUSED, person_id, agent.actor)
            raise WrongProof
    return cases.open_case(agent, person_id, Proof.QUESTIONS)


def see(agent: Agent, person_id: int, document: Document, name: str) -> Case:
    """Open the case of somebody who is there, with their document; ``name``: its family name.

    Raises ``NotAllowed``, ``WrongProof``, ``Slowed``, ``Locked``.
    """
    require(agent.role, Power.SEE_DOCUMENT)
    known = people.person(person_id)
    with _proving(agent, person_id):
        if not any(alike(one, name) for one in (known.birth_name, known.used_name) if one):
            record(EventKind.CASE_REFUSED, person_id, agent.actor)
            raise WrongProof
    return cases.open_case(agent, person_id, Proof.DOCUMENT, document=document)


def by_mandate(agent: Agent, person_id: int) -> Case:
    """Open the case of somebody who gave this desk a mandate of help. Raises ``NoMandate``."""
    if mandates.in_force(person_id, agent.desk_id) is None:
        raise NoMandate
    return cases.open_case(agent, person_id, Proof.MANDATE)


def child(agent: Agent, parent_case: Case, child_id: int) -> Case:
    """Open the case of a child of the person whose case is open. Raises ``MinorNeedsParent``.

    For a parent who said that they are no representative, a supervisor alone does.
    """
    parent_id = cases.current(agent, parent_case.person_id, parent_case.case_id).person_id
    tie = families.attachment(child_id, parent_id)
    if tie is None or (tie.denied and not agent.may(Power.FAMILY)):
        raise MinorNeedsParent
    return cases.open_case(agent, child_id, Proof.PARENT, parent_id=parent_id)


def _proving(agent: Agent, person_id: int) -> AbstractContextManager[None]:
    return attempts.guard(("desk_proof", str(person_id)), ("desk", str(agent.desk_id)))
