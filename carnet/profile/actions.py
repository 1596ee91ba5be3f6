"""The verb of the profile: answer."""

from __future__ import annotations

from django.db import transaction

from carnet.access.facts import Action, Actor
from carnet.base import clock
from carnet.journal.events import EventKind, record
from carnet.profile import answers, values
from carnet.profile.models import Answer, Question
from carnet.profile.values import BadAnswer
from carnet.records import states
from carnet.records.problems import Refused
from carnet.vault import personal

__all__ = ["BadAnswer", "Refused", "save"]


def save(
    person_id: int, actor: Actor, question: Question, typed: str = "", *, none: bool = False
) -> bool:
    """Keep an answer declared by the person, or that they have none; False when it is the last one.

    Raises BadAnswer, Refused (only the holder, a representative, or a caregiver to whom they
    entrusted it, answers).
    """
    decision = answers.allowed(person_id, actor, Action.DECLARE)
    value = "" if none else values.read(question, typed)
    with transaction.atomic():
        states.locked(person_id)  # the same form sent twice at once is one answer
        last = answers.newest(person_id).get(question)
        if last is not None and (last.none, last.value) == (none, value):
            return False
        _write(person_id, actor, question, value, none=none)
        detail = {"question": str(question), "action": int(Action.DECLARE)}
        record(EventKind.PROFILE_ANSWERED, person_id, actor, decision=decision, detail=detail)
    return True


def _write(person_id: int, actor: Actor, question: Question, value: str, *, none: bool) -> None:
    Answer.objects.create(
        person_id=person_id,
        question=question,
        answered_at=clock.now(),
        declared_by=actor.actor_id,
        none=none,
        sealed=b"" if none else personal.seal(person_id, value.encode(), answers.bound(question)),
    )
