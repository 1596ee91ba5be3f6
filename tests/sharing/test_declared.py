"""What the insurer declares: who represents a child, who the médecin traitant is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.sharing.actions import declare_representative, declare_treating_doctor
from carnet.sharing.queries import (
    representable,
    representatives,
    standing,
    treating_doctor,
)

CHILD, MOTHER, FATHER = 701, 702, 703
MAJORITY = date(2031, 5, 4)


@pytest.fixture(autouse=True)
def family(db: None) -> None:
    declare_representative(CHILD, FATHER, until=MAJORITY, rank=2, certified=True)
    declare_representative(CHILD, MOTHER, until=MAJORITY, certified=True)


def test_parents_represent_their_child() -> None:
    assert standing(CHILD, Actor(ActorKind.PERSON, MOTHER)).represents
    assert not standing(MOTHER, Actor(ActorKind.PERSON, CHILD)).represents
    assert not standing(CHILD, Actor(ActorKind.PROFESSIONAL, MOTHER)).represents
    assert [(c.person_id, c.rank) for c in representable(MOTHER)] == [(CHILD, 1)]
    assert representatives(CHILD) == [MOTHER, FATHER]


def test_it_ends_on_the_day_of_majority() -> None:
    noon = datetime.combine(MAJORITY, time(12), clock.LEGAL_ZONE)  # whatever the season is
    to_majority = noon - clock.now()
    with clock.moved(to_majority - timedelta(days=1)):
        assert standing(CHILD, Actor(ActorKind.PERSON, MOTHER)).represents
    with clock.moved(to_majority):
        assert not standing(CHILD, Actor(ActorKind.PERSON, MOTHER)).represents
        assert (representable(MOTHER), representatives(CHILD)) == ([], [])


def test_the_last_declared_doctor_counts() -> None:
    declare_treating_doctor(CHILD, 8, date(2020, 1, 1))
    declare_treating_doctor(CHILD, 9, date(2024, 1, 1))
    assert treating_doctor(CHILD) == 9
    assert standing(CHILD, Actor(ActorKind.PROFESSIONAL, 9)).treating_doctor
    assert not standing(CHILD, Actor(ActorKind.PROFESSIONAL, 8)).treating_doctor
    assert treating_doctor(MOTHER) is None
