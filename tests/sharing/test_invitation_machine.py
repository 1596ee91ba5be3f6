"""Invitations as a machine: parents, the desk and time do anything in any order; a model agrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import settings as limits
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import family
from carnet.base import clock
from carnet.base.database import rows
from carnet.sharing import actions, families
from carnet.sharing.actions import SharingRefused
from carnet.sharing.problems import FamilyProblem
from carnet.sharing.queries import representatives
from tests.accounts.families import MAJORITY, NAMED, NOBODY, Family, person
from tests.accounts.families import family as a_family

AGENT = Actor(ActorKind.AGENT, 5, organization_id=9)
VALIDITY = settings.REPRESENTATIVE_INVITATION
MOSTLY = st.sampled_from([True, True, True, False])
LATEST = st.sampled_from([0, 0, 0, 0, -1, 1])  # from the last invitation sent


class Machine(RuleBasedStateMachine):
    """The model: who certified, who was ended, and the one invitation that may wait."""

    here: Family  # made once: each run of the machine is rolled back to it

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.late = timedelta()
        self.certified = {self.here.mother}
        self.ended: set[int] = set()
        self.waiting: tuple[int, bool, timedelta] | None = None  # number, somebody, sent at
        self.sent = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    def _done(self, verb: Callable[..., None], *asked: Any) -> bool:
        with clock.moved(self.late):
            try:
                with transaction.atomic():
                    verb(*asked)
            except (FamilyProblem, SharingRefused):
                return False
        return True

    def _alive(self) -> bool:
        return self.waiting is not None and self.late < self.waiting[2] + VALIDITY

    @property
    def minor(self) -> bool:
        return clock.today() + self.late < MAJORITY

    @rule(somebody=MOSTLY, by_mother=MOSTLY)
    def invite(self, *, somebody: bool, by_mother: bool) -> None:
        by = self.here.mother if by_mother else self.here.father
        done = self._done(actions.invite, self.here.lea, person(by), NAMED if somebody else NOBODY)
        first = by_mother and by in self.certified and self.minor
        assert done is (first and len(self.certified) < 2 and not self._alive())
        if done:
            self.sent += 1
            reaches = somebody and self.here.father not in self.certified
            self.waiting = (self.sent, reaches, self.late)

    @precondition(lambda self: self._alive())
    @rule(by_father=MOSTLY, latest=LATEST)
    def accept(self, *, by_father: bool, latest: int) -> None:
        number = self.sent + latest
        by = self.here.father if by_father else self.here.mother
        done = self._done(actions.accept_invitation, self.here.lea, number, by)
        whole = self._answerable(number) and by_father and self.here.mother in self.certified
        fits = self.here.father not in self.ended and len(self.certified) < 2 and self.minor
        assert done is (whole and fits)
        if done:
            self.certified.add(self.here.father)
            self.waiting = None

    @precondition(lambda self: self._alive())
    @rule(by_father=MOSTLY, latest=LATEST)
    def refuse(self, *, by_father: bool, latest: int) -> None:
        number = self.sent + latest
        by = self.here.father if by_father else self.here.mother
        done = self._done(actions.refuse_invitation, self.here.lea, number, by)
        assert done is (self._answerable(number) and by_father)
        if done:
            self.waiting = None

    @precondition(lambda self: self._alive())
    @rule(by_mother=MOSTLY, latest=LATEST)
    def withdraw(self, *, by_mother: bool, latest: int) -> None:
        number = self.sent + latest
        by = self.here.mother if by_mother else self.here.father
        done = self._done(actions.withdraw_invitation, self.here.lea, number, by)
        mine = self._alive() and self.waiting is not None and self.waiting[0] == number
        assert done is (mine and by_mother)
        if done:
            self.waiting = None

    @precondition(lambda self: self.sent > 0)
    @rule(mother=st.sampled_from([False, False, False, True]))
    def end_by_the_desk(self, *, mother: bool) -> None:
        who = self.here.mother if mother else self.here.father
        done = self._done(actions.end_representation, self.here.lea, who, AGENT, "jugement")
        assert done is (who in self.certified and self.minor)
        if done:
            self.certified.discard(who)
            self.ended.add(who)

    @precondition(lambda self: self.sent > 0)
    @rule(days=st.sampled_from([1, 1, 1, 1, 29, 29, 31, 5000]))
    def time_passes(self, days: int) -> None:
        self.late += timedelta(days=days)

    def _answerable(self, number: int) -> bool:
        if self.waiting is None or not self._alive():
            return False
        return self.waiting[0] == number and self.waiting[1]

    @invariant()
    def the_house_agrees(self) -> None:
        here = self.here
        with clock.moved(self.late):
            known = set(representatives(here.lea))
            shown = families.received(here.father)
            mine = families.sent(here.lea, here.mother)
        assert known == (self.certified if self.minor else set())
        assert len(known) <= settings.REPRESENTATIVES_MAX
        reached = self._alive() and self.waiting is not None and self.waiting[1]
        assert bool(shown) is (reached and here.mother in known)
        assert sum(one.waiting for one in mine) == int(self._alive())

    @invariant()
    def nothing_waits_twice(self) -> None:
        found = rows(
            "SELECT count(*) FROM sharing_representative_invitation WHERE answer='pending'"
        )
        assert found[0][0] <= 1


@pytest.mark.django_db
def test_invitations_in_any_order() -> None:
    Machine.here = a_family(accounts="")
    family.activate(Machine.here.mother, Machine.here.lea)
    run_state_machine_as_test(
        Machine,
        settings=limits(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
