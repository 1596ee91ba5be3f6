from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from carnet.access.facts import Actor, ActorKind
from carnet.assistance import mandates, models
from carnet.assistance.agents import Agent
from carnet.assistance.files import scan
from carnet.assistance.problems import NoMandate
from carnet.assistance.roles import Role
from carnet.base import clock
from carnet.journal.kinds import EventKind
from tests.assistance.world import agent, known, picture, told

DAYS = (1, 31, 182, 365)


@pytest.mark.django_db
@pytest.mark.parametrize("days", DAYS)
def test_a_paper_is_in_force_for_its_days(days: int) -> None:
    person_id, who = known(), agent()
    mandates.sign_on_paper(who, person_id, days, scan(picture()))
    with clock.moved(timedelta(days=days, minutes=-1)):
        assert mandates.in_force(person_id, who.desk_id) is not None
    with clock.moved(timedelta(days=days, minutes=1)):
        assert mandates.in_force(person_id, who.desk_id) is None
        assert mandates.expire() == 1
        assert mandates.expire() == 0
    assert told(person_id)[-1] == (EventKind.MANDATE_ENDED, ActorKind.SYSTEM, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("days", [0, 2, 366, -1])
def test_other_durations_are_refused(days: int) -> None:
    person_id, who = known(), agent()
    with pytest.raises(NoMandate):
        mandates.propose(who, person_id, days)
    assert mandates.of_person(person_id) == []


@pytest.mark.django_db
def test_what_is_proposed_waits_for_the_person() -> None:
    person_id, who = known(), agent()
    number = mandates.propose(who, person_id, 31)
    assert mandates.in_force(person_id, who.desk_id) is None
    mandates.agree(person_id, number, _holder(person_id))
    assert mandates.in_force(person_id, who.desk_id) is not None
    with pytest.raises(NoMandate):
        mandates.agree(person_id, number, _holder(person_id))
    mandates.revoke(person_id, number, _holder(person_id))
    assert mandates.in_force(person_id, who.desk_id) is None
    kinds = [(kind, actor) for kind, actor, _number in told(person_id)][-3:]
    assert kinds == [
        (EventKind.MANDATE_PROPOSED, ActorKind.AGENT),
        (EventKind.MANDATE_AGREED, ActorKind.PERSON),
        (EventKind.MANDATE_REVOKED, ActorKind.PERSON),
    ]


@pytest.mark.django_db
def test_an_agent_ends_a_mandate_of_their_own_desk_only() -> None:
    person_id, who = known(), agent()
    number = mandates.sign_on_paper(who, person_id, 31, scan(picture()))
    with pytest.raises(NoMandate):
        mandates.revoke_by_agent(agent(Role.HOTLINE), person_id, number)
    mandates.revoke_by_agent(who, person_id, number)
    with pytest.raises(NoMandate):
        mandates.revoke_by_agent(who, person_id, number)
    assert told(person_id)[-1] == (EventKind.MANDATE_REVOKED, ActorKind.AGENT, who.agent_id)


def _holder(person_id: int) -> Actor:
    return Actor(ActorKind.PERSON, person_id)


class Mandates(RuleBasedStateMachine):
    """One mandate at a time against what its dates say: in force, or not, whatever came before."""

    def __init__(self) -> None:
        super().__init__()
        models.Mandate.objects.all().delete()
        self.later = timedelta()
        self.proposed: dict[int, int] = {}
        self.until: dict[int, timedelta] = {}

    person_id: int
    who: Agent

    @rule(days=st.sampled_from(DAYS))
    def propose(self, days: int) -> None:
        with clock.moved(self.later):
            self.proposed[mandates.propose(self.who, self.person_id, days)] = days

    @rule(number=st.integers(1, 4))
    def agree(self, number: int) -> None:
        with clock.moved(self.later):
            if number in self.proposed:
                mandates.agree(self.person_id, number, _holder(self.person_id))
                self.until[number] = self.later + timedelta(days=self.proposed.pop(number))
            else:
                with pytest.raises(NoMandate):
                    mandates.agree(self.person_id, number, _holder(self.person_id))

    @rule(number=st.integers(1, 4))
    def revoke(self, number: int) -> None:
        alive = number in self.proposed or self.until.get(number, timedelta()) > self.later
        with clock.moved(self.later):
            if alive:
                mandates.revoke(self.person_id, number, _holder(self.person_id))
            else:
                with pytest.raises(NoMandate):
                    mandates.revoke(self.person_id, number, _holder(self.person_id))
        self.proposed.pop(number, None)
        self.until.pop(number, None)

    @rule(hours=st.integers(1, 24 * 200))
    def wait(self, hours: int) -> None:
        self.later += timedelta(hours=hours)

    @rule()
    def chore(self) -> None:
        with clock.moved(self.later):
            mandates.expire()

    @invariant()
    def in_force_when_the_dates_say_so(self) -> None:
        expected = {one for one, until in self.until.items() if until > self.later}
        with clock.moved(self.later):
            found = {one.mandate_no for one in mandates.of_person(self.person_id) if one.in_force}
        assert found == expected


class TestMandates(TestCase):
    def test_machine(self) -> None:
        from hypothesis.stateful import run_state_machine_as_test

        Mandates.person_id, Mandates.who = known(), agent()
        run_state_machine_as_test(
            Mandates,
            settings=settings(
                max_examples=12,
                stateful_step_count=15,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
