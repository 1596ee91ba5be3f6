"""Proof questions: the person answers on the phone, the house compares, nobody is shown the answer.

The place of birth is not asked: the number that was typed before tells it already.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping

from django.conf import settings

from carnet.accounts import desk, fields
from carnet.identity import people
from carnet.identity.pivot import alike

MISTAKES = 1  # one wrong answer may be a slip; two are somebody else


class Question(enum.StrEnum):
    """What may be asked."""

    VITALE = "vitale"  # serial number of the card
    GIVEN_NAMES = "given_names"  # all of them
    POSTAL_CODE = "postal_code"  # where the insurer writes
    EMAIL = "email"  # its first three letters
    MOBILE = "mobile"  # its last four digits


def asked(person_id: int) -> list[Question]:
    """The questions that the house can check for this person."""
    several = len(people.person(person_id).given_names.split()) > 1
    known = {
        Question.VITALE: True,
        Question.GIVEN_NAMES: several,
        Question.POSTAL_CODE: desk.has(person_id, "postal_code"),
        Question.EMAIL: desk.has(person_id, "email"),
        Question.MOBILE: desk.has(person_id, "mobile"),
    }
    return [question for question in Question if known[question]]


def proven(person_id: int, answers: Mapping[Question, str]) -> bool:
    """Whether these answers prove that it is this person: enough are right, one at most is wrong.

    What is left empty counts for nothing.
    """
    given = [(question, typed) for question, typed in answers.items() if typed.strip()]
    right = sum(_CHECKS[question](person_id, typed) for question, typed in given)
    return enough(right, len(given) - right)


def enough(right: int, wrong: int) -> bool:
    """The rule."""
    return right >= settings.DESK_RIGHT_ANSWERS and wrong <= MISTAKES


def _vitale(person_id: int, typed: str) -> bool:
    try:
        return people.holds_vitale(person_id, fields.vitale(typed))
    except fields.Unreadable:
        return False


def _given_names(person_id: int, typed: str) -> bool:
    return alike(people.person(person_id).given_names, typed)


_CHECKS: dict[Question, Callable[[int, str], bool]] = {
    Question.VITALE: _vitale,
    Question.GIVEN_NAMES: _given_names,
    Question.POSTAL_CODE: desk.lives_in,
    Question.EMAIL: desk.begins,
    Question.MOBILE: desk.ends,
}
