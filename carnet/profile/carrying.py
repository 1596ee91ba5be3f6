"""Answers about one's own health, on their way out of a house or into one (carnet.portability)."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from carnet.access.facts import Action, Actor, ActorKind
from carnet.base.database import rows
from carnet.base.shapes import Moment
from carnet.journal.events import EventKind, record
from carnet.profile import answers, values
from carnet.profile.models import Answer, Question
from carnet.vault.personal import Box

_SYSTEM = Actor(ActorKind.SYSTEM)
_ELSEWHERE = 0  # who declared it, when it was not the holder: a person of another house
_ALL = """
SELECT question, answered_at, declared_by = person_id, none, sealed FROM profile_answer
WHERE person_id = %s ORDER BY answered_at, question
"""


class Given(msgspec.Struct, frozen=True):
    """One answer as it was given: ``value`` in the unit of its question, empty when ``none``."""

    question: Question
    answered_at: Moment
    by_patient: bool
    none: bool
    value: str


def given(person_id: int) -> list[Given]:
    """Every answer, the former ones included, oldest first. For whom the door let in before."""
    box, found = None, []
    for name, at, by_patient, none, sealed in rows(_ALL, [person_id]):
        question = Question(name)
        box = box or Box(person_id)
        value = "" if none else box.unseal(sealed, answers.bound(question)).decode()
        found.append(Given(question, at, by_patient, none, value))
    return found


def bring(person_id: int, brought: Iterable[Given]) -> None:
    """Write answers as they were given, in the current transaction.

    Raises BadAnswer for one that this house would not take.
    """
    box = Box(person_id)
    for one in brought:
        sealed = b"" if one.none else _sealed(box, one)
        Answer.objects.create(
            person_id=person_id,
            question=one.question,
            answered_at=one.answered_at,
            declared_by=person_id if one.by_patient else _ELSEWHERE,
            none=one.none,
            sealed=sealed,
        )
        detail = {"question": str(one.question), "action": int(Action.DECLARE)}
        record(EventKind.PROFILE_ANSWERED, person_id, _SYSTEM, detail=detail)


def _sealed(box: Box, one: Given) -> bytes:
    value = values.read(one.question, one.value)
    return box.seal(value.encode(), answers.bound(one.question))
