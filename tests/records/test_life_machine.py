"""The life of records over the real database, against a model that knows neither table nor SQL."""

from __future__ import annotations

import itertools
from contextlib import ExitStack
from copy import deepcopy
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from carnet.access.facts import Action, Actor, ActorKind
from carnet.base import clock, outbox
from carnet.base.database import row, rows
from carnet.identity import people
from carnet.journal import sealer, verify
from carnet.journal.kinds import EventKind
from carnet.records import actions, door
from carnet.records.problems import Impossible, Refused
from carnet.vault import keys
from tests.records.card import OPEN, Card
from tests.records.world import document, put

_numbers = itertools.count(1)
KINDS = {
    "oppose": "RECORD_OPPOSED", "block_creation": "CREATION_BLOCKED",
    "withdraw_opposition": "OPPOSITION_WITHDRAWN", "open_record": "RECORD_CREATED",
    "activate": "RECORD_OPENED", "request_closing": "CLOSING_REQUESTED",
    "cancel_closing": "CLOSING_CANCELLED", "close_now": "RECORD_CLOSED",
    "reopen": "RECORD_REOPENED", "request_deletion": "DELETION_REQUESTED",
    "cancel_deletion": "DELETION_CANCELLED", "suspend": "RECORD_SUSPENDED",
    "contest": "SUSPENSION_CONTESTED", "resume": "RECORD_RESUMED",
    "record_death": "DEATH_RECORDED", "withdraw_death": "DEATH_WITHDRAWN",
    "begin_again": "RECORD_CREATED",
}  # fmt: skip


class Machine(RuleBasedStateMachine):
    """One person for each example."""

    def __init__(self) -> None:
        super().__init__()
        self.time = ExitStack()
        number = next(_numbers)
        traits = people.Traits(
            oid="1.2", matricule=f"{number:015}", birth_name="A", given_names="B", sex="F",
            birth_date=date(1990, 1, 1), birth_place="75112",
        )  # fmt: skip
        self.person = people.add_person(traits)
        self.model, self.names = Card(), itertools.count(1)
        actions.create_record(self.person, "not_created")

    def teardown(self) -> None:
        self.settle()
        self.time.close()

    def settle(self) -> None:
        outbox.drain()
        sealer.seal_once()

    def life(self) -> tuple[object, ...]:
        found = row(
            "SELECT state, due_at, closed_at, delete_on_closing, opened_at IS NOT NULL"
            " FROM records_record WHERE person_id = %s",
            [self.person],
        )
        assert found is not None
        return found

    def told(self) -> list[str]:
        found = rows(
            "SELECT kind FROM journal_event WHERE person_id = %s ORDER BY at", [self.person]
        )
        return [EventKind(kind).name for (kind,) in found]

    @rule(
        verb=st.sampled_from(sorted(KINDS)),
        kind=st.sampled_from([*ActorKind, ActorKind.PERSON, ActorKind.SYSTEM, ActorKind.AGENT]),
        delete=st.booleans(),
    )
    def do(self, verb: str, kind: ActorKind, delete: bool) -> None:
        before, told, now = self.life(), self.told(), clock.now()
        asked_again = verb == "request_closing" and self.model.due and self.model.delete != delete
        expected = self.model.do(verb, now) if self.model.may(verb, kind) else None
        if expected is not None and verb == "request_closing":
            if asked_again and expected is False:
                self.model.due, expected = now + timedelta(days=7), True
            self.model.delete = delete
        if expected is None:
            with pytest.raises(Impossible):
                self.call(verb, kind, delete)
            assert (self.life(), self.told()) == (before, told)
            return
        self.call(verb, kind, delete)
        new = self.told()[len(told) :]
        if not expected:
            assert (self.life(), new) == (before, [])
        elif asked_again and new[0] == "CLOSING_CANCELLED":
            assert new == ["CLOSING_CANCELLED", "CLOSING_REQUESTED"]
        elif verb == "close_now" and self.followed(before):
            assert new == ["RECORD_CLOSED", "DELETION_REQUESTED"]
        else:
            assert new == [KINDS[verb]]

    def followed(self, before: tuple[object, ...]) -> bool:
        """A deletion asked with the closing is asked for at the closing."""
        if not before[3]:
            return False
        self.model.do("request_deletion", clock.now())
        return True

    def call(self, verb: str, kind: ActorKind, delete: bool) -> None:
        actor = Actor(kind, self.person)
        if verb == "request_closing":
            assert actions.request_closing(self.person, actor, delete=delete)
        elif verb == "record_death":
            actions.record_death(self.person, actor, date(2026, 5, 4))
        elif verb == "suspend":
            actions.suspend(self.person, actor, actions.Reason.FRAUD)
        else:
            getattr(actions, verb)(self.person, actor)

    @rule(picks=st.lists(st.integers(0, 30), min_size=1, max_size=4), delete=st.booleans())
    def do_something(self, picks: list[int], delete: bool) -> None:
        """Verbs that change something: chance alone seldom goes far."""
        for pick in picks:
            self.change(pick, delete)

    def change(self, pick: int, delete: bool) -> None:
        now = clock.now()
        moves = [verb for verb in KINDS if deepcopy(self.model).do(verb, now)]
        if moves:
            verb = moves[pick % len(moves)]
            self.do(verb, next(kind for kind in ActorKind if self.model.may(verb, kind)), delete)

    @rule()
    def deposit(self) -> None:
        number = next(self.names)
        new = document(number, data=f"{self.person} {number}".encode() * 50)
        if self.model.state in OPEN:
            put(new, person_id=self.person)
            self.model.documents.append(new.data)
        else:
            with pytest.raises(Refused):
                put(new, person_id=self.person)

    @rule(days=st.sampled_from([1, 7, 8, 31, 43, 400, 3653, 3660]))
    def wait(self, days: int) -> None:
        self.time.enter_context(clock.moved(timedelta(days=days)))
        told, now = self.told(), clock.now()
        expected = self.model.time(now)
        actions.run_timers(1000)
        assert self.told()[len(told) :] == expected
        actions.run_timers(1000)
        assert self.told()[len(told) :] == expected

    @rule()
    def work(self) -> None:
        self.settle()

    @invariant()
    def the_card_says_what_the_row_says(self) -> None:
        state, due, closed, delete, activated = self.life()
        model = self.model
        assert (state, delete, activated) == (model.state, model.delete, model.activated)
        for found, noted in ((due, model.due), (closed, model.closed)):
            assert (found is None) is (noted is None)
            if noted is not None:
                assert isinstance(found, datetime)
                assert abs(found - noted) < timedelta(minutes=1)

    @invariant()
    def the_family_reads_all_of_it_and_nobody_else_does(self) -> None:
        state = self.model.state
        action = Action.READ_ARCHIVE if state in ("closed", "deletion_pending") else Action.SEARCH
        holder = Actor(ActorKind.PERSON, self.person)
        if state in (*OPEN, "closed", "deletion_pending"):
            opened = door.open(self.person, holder, action)
            entries = sorted(opened.timeline(limit=200).entries, key=lambda one: one.entry_no)
            assert [opened.read(one.entry_no) for one in entries] == self.model.documents
        else:
            with pytest.raises(Refused):
                door.open(self.person, holder, Action.READ_ARCHIVE)

    @invariant()
    def the_key_lives_as_long_as_the_record(self) -> None:
        assert keys.store().lives(self.person) is (self.model.state != "deleted")


@pytest.mark.django_db(transaction=True)
def test_the_life_of_records() -> None:
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert verify.verify().problems == []
