from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.assistance import cases, identification, mandates, questions
from carnet.assistance.files import scan
from carnet.assistance.identification import Document
from carnet.assistance.problems import (
    MinorNeedsParent,
    NoCase,
    NoMandate,
    NotAllowed,
    TooFewFacts,
)
from carnet.assistance.questions import Question
from carnet.assistance.roles import Role
from carnet.base import clock
from carnet.journal.events import NOBODY
from carnet.journal.kinds import EventKind
from carnet.sharing import actions as sharing
from tests.accounts.world import CHILD, MOTHER, enrol, matricule
from tests.assistance.world import ANSWERS, WRONG, agent, case, known, picture, told

AGENT = 4


@pytest.mark.django_db
def test_number_and_birth_date_find_somebody_who_learns_of_it() -> None:
    person_id, who = known(), agent()
    assert identification.find(who, MOTHER.matricule, MOTHER.birth_date) == person_id
    assert told(person_id)[-1] == (EventKind.PERSON_SOUGHT, AGENT, who.agent_id)


@pytest.mark.django_db
def test_a_wrong_birth_date_finds_nobody_and_is_told() -> None:
    person_id, who = known(), agent()
    with pytest.raises(WrongProof):
        identification.find(who, MOTHER.matricule, date(1985, 8, 15))
    assert told(person_id)[-1] == (EventKind.PERSON_NOT_FOUND, AGENT, who.agent_id)


@pytest.mark.django_db
def test_an_unknown_number_is_journaled_of_nobody() -> None:
    who = agent()
    with pytest.raises(WrongProof):
        identification.find(who, MOTHER.matricule, MOTHER.birth_date)
    assert told(NOBODY)[-1] == (EventKind.PERSON_NOT_FOUND, AGENT, who.agent_id)


@pytest.mark.django_db
def test_searches_in_series_are_slowed() -> None:
    who = agent()
    seen = []
    for _ in range(8):
        try:
            identification.find(who, MOTHER.matricule, MOTHER.birth_date)
        except (WrongProof, Slowed) as problem:
            seen.append(type(problem))
    assert seen[0] is WrongProof
    assert seen[-1] is Slowed


@pytest.mark.django_db
def test_a_minor_is_reached_through_the_parent() -> None:
    enrol(MOTHER, CHILD)
    who = agent()
    with pytest.raises(MinorNeedsParent):
        identification.find(who, CHILD.matricule, CHILD.birth_date)


@pytest.mark.django_db
def test_right_answers_open_the_case_for_half_an_hour() -> None:
    person_id, who = known(), agent()
    assert set(identification.ask(person_id)) == set(Question)
    opened = identification.answer(who, person_id, ANSWERS)
    assert cases.current(who, person_id, opened.case_id) == opened
    assert told(person_id)[-1] == (EventKind.CASE_OPENED, AGENT, who.agent_id)
    with clock.moved(timedelta(minutes=31)), pytest.raises(NoCase):
        cases.current(who, person_id, opened.case_id)


@pytest.mark.django_db
@pytest.mark.parametrize("question", list(Question))
def test_each_answer_is_compared(question: Question) -> None:
    person_id = known()
    others = [one for one in Question if one is not question][:2]
    given_ = {one: ANSWERS[one] for one in others}
    assert not questions.proven(person_id, given_)
    assert questions.proven(person_id, given_ | {question: ANSWERS[question]})
    assert not questions.proven(person_id, given_ | {question: WRONG[question]})


@pytest.mark.django_db
def test_one_mistake_is_a_slip_two_are_somebody_else() -> None:
    person_id = known()
    slip = ANSWERS | {Question.MOBILE: "00 00"}
    assert questions.proven(person_id, slip)
    assert not questions.proven(person_id, slip | {Question.EMAIL: "zzz"})


@given(right=st.integers(0, 5), wrong=st.integers(0, 5))
def test_more_right_answers_never_close_and_more_wrong_ones_never_open(
    right: int, wrong: int
) -> None:
    if questions.enough(right, wrong):
        assert questions.enough(right + 1, wrong)
    else:
        assert not questions.enough(right, wrong + 1)
    assert not questions.enough(0, wrong)


@pytest.mark.django_db
def test_wrong_answers_are_told_then_locked_for_every_agent() -> None:
    person_id, who, other = known(), agent(), agent(Role.HOTLINE)
    seen = []
    for number in range(4):
        with clock.moved(timedelta(minutes=number)):
            try:
                identification.answer(who if number % 2 else other, person_id, WRONG)
            except (WrongProof, Locked) as problem:
                seen.append(type(problem))
    assert seen == [WrongProof] * 3 + [Locked]
    assert [kind for kind, *_ in told(person_id)].count(EventKind.CASE_REFUSED) == 3
    with clock.moved(timedelta(minutes=5)), pytest.raises(Locked):
        identification.answer(who, person_id, ANSWERS)


@pytest.mark.django_db
def test_somebody_hardly_known_must_come() -> None:
    bare = replace(MOTHER, given_names="NATHALIE", email="", mobile="")
    [outcome] = enrol(bare)
    with pytest.raises(TooFewFacts):
        identification.ask(outcome.person_id)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Desmaux", "DESMAUX", "desmaux "])
def test_a_document_in_hand_opens_the_case(name: str) -> None:
    person_id, who = known(), agent()
    opened = identification.see(who, person_id, Document.PASSPORT, name)
    assert cases.current(who, person_id, opened.case_id).proof == cases.Proof.DOCUMENT


@pytest.mark.django_db
def test_a_document_of_another_name_opens_nothing() -> None:
    person_id, who = known(), agent()
    with pytest.raises(WrongProof):
        identification.see(who, person_id, Document.CARD, "Martin")
    assert told(person_id)[-1] == (EventKind.CASE_REFUSED, AGENT, who.agent_id)


@pytest.mark.django_db
def test_nobody_sees_a_document_on_the_phone() -> None:
    person_id = known()
    with pytest.raises(NotAllowed):
        identification.see(agent(Role.HOTLINE), person_id, Document.CARD, "Desmaux")


@pytest.mark.django_db
def test_a_mandate_of_this_desk_opens_the_case_without_questions() -> None:
    person_id, who = known(), agent()
    with pytest.raises(NoMandate):
        identification.by_mandate(who, person_id)
    mandates.sign_on_paper(who, person_id, 31, scan(picture()))
    colleague = agent(identifier="agent-collegue")
    assert identification.by_mandate(colleague, person_id).person_id == person_id
    with pytest.raises(NoMandate):
        identification.by_mandate(agent(Role.HOTLINE), person_id)


@pytest.mark.django_db
def test_a_child_is_opened_from_the_case_of_the_parent_only() -> None:
    _mother, child = (one.person_id for one in enrol(MOTHER, CHILD))
    other = enrol(replace(MOTHER, matricule=matricule("2850814168026")))
    who = agent()
    opened = case(who, _mother)
    assert identification.child(who, opened, child).parent_id == _mother
    stranger = case(who, other[0].person_id)
    with pytest.raises(MinorNeedsParent):
        identification.child(who, stranger, child)
    sharing.deny(child, _mother)
    with pytest.raises(MinorNeedsParent):
        identification.child(who, opened, child)
    supervisor = agent(Role.SUPERVISOR)
    assert identification.child(supervisor, case(supervisor, _mother), child).person_id == child


@pytest.mark.django_db
def test_a_case_is_of_one_agent() -> None:
    person_id, who = known(), agent()
    opened = case(who, person_id)
    with pytest.raises(NoCase):
        cases.current(agent(Role.HOTLINE), person_id, opened.case_id)
    cases.close_case(who, person_id, opened.case_id)
    with pytest.raises(NoCase):
        cases.current(who, person_id, opened.case_id)
    assert told(person_id)[-1] == (EventKind.CASE_CLOSED, AGENT, who.agent_id)
