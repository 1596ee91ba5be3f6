"""What a parent does for each child, in any order, and what stops them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import family
from carnet.accounts.models import ProvisionalCode
from carnet.accounts.opposition import Way
from carnet.accounts.problems import (
    ChoiceChanged,
    CodeExpired,
    CodeOfAnother,
    CodeUsed,
    RecordClosed,
    Slowed,
    WrongProof,
)
from carnet.base import clock
from carnet.journal.events import EventKind
from carnet.records import actions as records
from carnet.records import queries as record_queries
from carnet.sharing import actions as sharing
from carnet.sharing import queries as standing
from carnet.sharing.problems import NotAttached
from tests.accounts.families import CODE, MAJORITY, Family, person, proof
from tests.accounts.families import family as a_family
from tests.accounts.world import ADDRESS, events

pytestmark = pytest.mark.django_db
AGENT = Actor(ActorKind.AGENT, 3, organization_id=7)


@pytest.fixture
def here(db: None) -> Family:
    return a_family()


def test_the_code_of_each_twin_opens_that_twin(here: Family) -> None:
    family.prove_code(here.mother, here.lea, CODE["lea"], ADDRESS)
    with pytest.raises(CodeOfAnother) as other:
        family.prove_code(here.mother, here.lea, CODE["jules"], ADDRESS)
    assert other.value.person_id == here.jules
    assert EventKind.CODE_REFUSED not in events(here.lea)


def test_the_code_of_somebody_elses_child_is_only_wrong(here: Family) -> None:
    with pytest.raises(WrongProof):
        family.prove_code(here.mother, here.lea, "AAAAAAAAAA", ADDRESS)
    assert EventKind.CODE_REFUSED in events(here.lea)


def test_a_child_who_is_not_attached_has_no_code_to_try(here: Family) -> None:
    with pytest.raises(NotAttached):
        family.prove_code(here.father, here.lea, CODE["lea"], ADDRESS)
    with pytest.raises(NotAttached):
        family.activate(here.father, here.lea)


def test_codes_tried_in_series_are_slowed_whichever_the_child(here: Family) -> None:
    for child in (here.lea, here.jules, here.lea, here.jules):
        with pytest.raises(WrongProof):
            family.prove_code(here.mother, child, "AAAAAAAAAA", ADDRESS)
    with pytest.raises(Slowed):
        family.prove_code(here.mother, here.lea, CODE["lea"], ADDRESS)


def test_an_old_code_and_a_used_one_are_told_to_whoever_has_them(here: Family) -> None:
    family.activate(here.mother, here.jules)
    with pytest.raises(CodeUsed):
        family.prove_code(here.mother, here.jules, CODE["jules"], ADDRESS)
    with clock.moved(timedelta(days=43)), pytest.raises(CodeExpired):
        family.prove_code(here.mother, here.lea, CODE["lea"], ADDRESS)


def test_activating_certifies_and_opens(here: Family) -> None:
    assert not standing.standing(here.lea, person(here.mother)).represents
    family.activate(here.mother, here.lea)
    assert standing.standing(here.lea, person(here.mother)).represents
    assert record_queries.state(here.lea) == "active"
    told = events(here.lea)
    assert told[-3:] == [
        EventKind.REPRESENTATION_CERTIFIED,
        EventKind.RECORD_OPENED,
        EventKind.ACTIVATED,
    ]
    assert record_queries.state(here.jules) == "not_created"


def test_a_code_serves_once(here: Family) -> None:
    family.activate(here.mother, here.lea)
    sharing.declare_representative(here.lea, here.father, until=MAJORITY, rank=2)
    with pytest.raises(CodeUsed):
        family.activate(here.father, here.lea)
    assert not standing.standing(here.lea, person(here.father)).represents


@pytest.mark.parametrize("order", [("jules", "lea"), ("lea", "jules")])
def test_opposing_for_two_children_has_no_order(order: tuple[str, str]) -> None:
    here = a_family(accounts="")
    records.oppose(here.mother, person(here.mother))
    for name in order:
        parent_id, child_id = family.identify(proof(CODE[name]), ADDRESS)
        assert (parent_id, child_id) == (here.mother, getattr(here, name))
        family.oppose(parent_id, child_id, Way.OPPOSE)
        assert record_queries.state(child_id) == "opposed"
    assert record_queries.state(here.mother) == "opposed"


@pytest.mark.parametrize("code", ["AAAAAAAAAA", CODE["lea"]])
def test_the_wrong_card_or_code_never_says_which(here: Family, code: str) -> None:
    wrong = proof(code)
    if code == CODE["lea"]:
        wrong = type(wrong)(wrong.matricule, "20999999999", wrong.birth_date, code)
    with pytest.raises(WrongProof):
        family.identify(wrong, ADDRESS)


def test_past_the_window_opposing_closes(here: Family) -> None:
    records.open_record(here.lea, Actor(ActorKind.SYSTEM))
    with pytest.raises(ChoiceChanged):
        family.oppose(here.mother, here.lea, Way.OPPOSE)
    family.oppose(here.mother, here.lea, Way.CLOSE)
    assert record_queries.state(here.lea) == "closed"


def test_changing_ones_mind_creates_then_activates_without_another_code(here: Family) -> None:
    family.oppose(here.mother, here.lea, Way.OPPOSE)
    family.withdraw_opposition(here.mother, here.lea)
    assert record_queries.state(here.lea) == "created"
    family.activate(here.mother, here.lea)
    assert record_queries.state(here.lea) == "active"


def test_a_closed_record_comes_back_and_a_suspended_one_does_not(here: Family) -> None:
    family.activate(here.mother, here.lea)
    records.close_now(here.lea, person(here.mother))
    family.activate(here.mother, here.lea)
    assert record_queries.state(here.lea) == "active"
    records.suspend(here.lea, Actor(ActorKind.SYSTEM), records.Reason.FRAUD)
    with pytest.raises(RecordClosed):
        family.activate(here.mother, here.lea)


def test_saying_no_blocks_the_creation_until_the_desk_comes_back_on_it(here: Family) -> None:
    family.deny(here.mother, here.lea)
    assert record_queries.state(here.lea) == "opposed"
    assert {EventKind.REPRESENTATION_DENIED, EventKind.CREATION_BLOCKED} <= set(events(here.lea))
    assert ProvisionalCode.objects.get(person_id=here.lea).used_at is not None
    with pytest.raises(NotAttached):
        family.activate(here.mother, here.lea)
    with pytest.raises(WrongProof):
        family.identify(proof(CODE["lea"]), ADDRESS)
    family.allow(here.mother, here.lea, AGENT, "livret de famille")
    assert record_queries.state(here.lea) == "created"
    ProvisionalCode.objects.filter(person_id=here.lea).update(used_at=None)
    family.activate(here.mother, here.lea)
    assert record_queries.state(here.lea) == "active"


def test_saying_no_leaves_a_record_that_exists(here: Family) -> None:
    records.open_record(here.lea, Actor(ActorKind.SYSTEM))
    family.deny(here.mother, here.lea)
    assert record_queries.state(here.lea) == "created"
    assert not standing.standing(here.lea, person(here.mother)).represents


def test_the_other_attached_parent_enters_with_a_code_of_their_own(here: Family) -> None:
    sharing.declare_representative(here.lea, here.father, until=MAJORITY, rank=2)
    family.activate(here.mother, here.lea)
    ProvisionalCode.objects.filter(person_id=here.lea).update(used_at=None)
    family.activate(here.father, here.lea)
    assert standing.representatives(here.lea) == [here.mother, here.father]
