"""What stays of a case once it is over, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carnet.assistance import cases, models, retention
from carnet.base import clock
from tests.assistance.world import agent, case, known

pytestmark = pytest.mark.django_db


def test_a_case_goes_a_year_after_its_end() -> None:
    case(agent(), known())
    with clock.moved(timedelta(days=365)):
        assert retention.destroy_cases() == 0
    with clock.moved(timedelta(days=366)):
        assert retention.destroy_cases() == 1
        assert retention.destroy_cases() == 0
    assert not models.Case.objects.exists()


def test_a_round_is_bounded() -> None:
    person_id, who = known(), agent()
    for _ in range(3):
        cases.open_case(who, person_id, cases.Proof.QUESTIONS)
    with clock.moved(timedelta(days=366)):
        assert retention.destroy_cases(limit=2) == 2
    assert models.Case.objects.count() == 1
