"""The newest answer to each question, opened with the person's key; who may see and change them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carnet.access.decide import Decision
from carnet.access.facts import Action, Actor
from carnet.base.database import rows
from carnet.identity import people
from carnet.identity.names import spoken
from carnet.profile.models import Question
from carnet.records import door
from carnet.sharing.delegates import was_caregiver
from carnet.vault import personal

_NEWEST = """
SELECT DISTINCT ON (question) question, answered_at, declared_by, none, sealed
FROM profile_answer WHERE person_id = %s ORDER BY question, answered_at DESC
"""


@dataclass(frozen=True, slots=True)
class Declared:
    """One answer: ``value`` in the unit of its question, empty when ``none``."""

    question: Question
    value: str
    none: bool
    answered_at: datetime
    by_patient: bool  # else a legal representative declared it, or a caregiver
    caregiver: str = ""  # the name of the proche aidant who declared it


def allowed(person_id: int, actor: Actor, action: Action = Action.PROFILE) -> Decision:
    """Ask the door of the record; a refusal is journaled and raised as ``Refused``."""
    return door.open(person_id, actor, action).decision


def newest(person_id: int) -> dict[Question, Declared]:
    """The newest answers, asked of nobody: for this slice's own verbs and queries."""
    found = {}
    for name, at, declared_by, none, sealed in rows(_NEWEST, [person_id]):
        question = Question(name)
        value = "" if none else personal.unseal(person_id, sealed, bound(question)).decode()
        by_patient = declared_by == person_id
        caregiver = "" if by_patient else _caregiver(person_id, declared_by)
        found[question] = Declared(question, value, none, at, by_patient, caregiver)
    return found


def _caregiver(person_id: int, declared_by: int) -> str:
    if not was_caregiver(person_id, declared_by):
        return ""
    known = people.person(declared_by)
    return spoken(known.first_name, known.used_name or known.birth_name)


def bound(question: Question) -> bytes:
    """What the sealed value belongs to, beside the person."""
    return f"carnet.profile.1:{question}".encode()
