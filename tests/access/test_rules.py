from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import product

import pytest

from carnet.access import matrix
from carnet.access.conditions import OF_DOCUMENT, OF_QUESTION, OF_READER
from carnet.access.decide import conditions, decide
from carnet.access.facts import Action, Actor, ActorKind, Document, Facts
from carnet.access.rules import ABSENT, RULES, VERSION

DOCTOR = Actor(ActorKind.PROFESSIONAL, 7, 3, "G15_10")
DOCTOR_AS = {kind: Actor(kind, 7, 3, "G15_10", "SM54", "soft") for kind in ActorKind}
HOLDER = Facts(Action.READ, Actor(ActorKind.PERSON, 1), record_open=True, holder=True)
ADMITTED = Facts(Action.READ, DOCTOR, record_open=True, consent=True)
OWN = Document("11502-2", author_professional_id=7)
OTHERS = Document("11502-2", author_professional_id=8)


def rule(facts: Facts, document: Document | None = None) -> tuple[bool, str]:
    decision = decide(replace(facts, document=document))
    return decision.allowed, decision.rule.code


def test_a_changed_policy_has_a_new_version() -> None:
    """The journal tells which policy decided: change VERSION together with this digest."""
    table = [(r.number, r.code, r.allows, r.when) for r in RULES]
    digest = hashlib.sha256(repr(table).encode() + matrix.FILE.read_bytes()).hexdigest()
    assert (VERSION, digest[:16]) == (3, "a50a15ce7118d1b0")


def test_numbers_and_codes_are_each_used_once() -> None:
    assert len({r.number for r in RULES}) == len({r.code for r in RULES}) == len(RULES)


def test_the_table_uses_known_words_and_ends_with_no() -> None:
    known = OF_READER.keys() | OF_DOCUMENT.keys()
    assert {name for r in RULES for name, _ in conditions(r.when)} <= known
    assert (RULES[-1].when, RULES[-1].allows) == ("", False)


def test_no_word_is_both_of_the_reader_and_of_the_document() -> None:
    assert not OF_READER.keys() & OF_DOCUMENT.keys()


def test_words_of_the_question_depend_on_nothing_else() -> None:
    """decide() settles them from the action and the kind of actor alone."""
    for action, kind in product(Action, ActorKind):
        bare = Facts(action, Actor(kind), record_open=True)
        rich = Facts(action, DOCTOR_AS[kind], False, True, True, True, True, True, True, True)
        for name in OF_QUESTION:
            assert OF_READER[name](bare) is OF_READER[name](rich)


def test_every_refusal_about_a_document_is_said_alike() -> None:
    """Or the words would tell that a document exists."""
    of_document = [
        r
        for r in RULES
        if not r.allows and any(name in OF_DOCUMENT for name, _ in conditions(r.when))
        if "depositing" not in r.when.split()  # who deposits a document knows that it exists
    ]
    assert {r.for_reader for r in of_document} == {ABSENT}
    assert len(of_document) >= 8


@pytest.mark.parametrize("kind", [ActorKind.PROFESSIONAL, ActorKind.ORGANIZATION])
@pytest.mark.parametrize("blocked", [False, True])
def test_care_deposits_even_when_blocked(kind: ActorKind, blocked: bool) -> None:
    facts = Facts(Action.DEPOSIT, Actor(kind, 7, 3), record_open=True, blocked=blocked)
    assert rule(facts) == (True, "CARE_FEEDS")
    assert rule(replace(facts, record_open=False)) == (False, "RECORD_NOT_OPEN")


def test_the_insurer_deposits_and_an_agent_does_not() -> None:
    system = Facts(Action.DEPOSIT, Actor(ActorKind.SYSTEM), record_open=True)
    assert rule(system) == (True, "INSURER_FEEDS")
    assert rule(replace(system, actor=Actor(ActorKind.AGENT))) == (False, "NOT_A_READER")


def test_a_structure_with_nobody_named_only_feeds() -> None:
    facts = replace(ADMITTED, actor=Actor(ActorKind.ORGANIZATION, 0, 3))
    assert rule(facts) == (False, "NOBODY_NAMED")


def test_consent_comes_before_the_role_of_treating_doctor() -> None:
    facts = replace(ADMITTED, consent=False, treating_doctor=True)
    assert rule(facts) == (False, "NO_CONSENT")
    assert rule(replace(facts, team_consent=True)) == (True, "TREATING_DOCTOR")


def test_a_block_wins_over_authorship() -> None:
    assert rule(replace(ADMITTED, blocked=True), OWN) == (False, "BLOCKED")


def test_the_author_sees_and_hides_their_own() -> None:
    assert rule(ADMITTED, replace(OWN, hidden_from_professionals=True)) == (True, "AUTHOR")
    hiding = replace(ADMITTED, action=Action.HIDE, consent=False)
    assert rule(hiding, OWN) == (True, "AUTHOR_HIDES")
    assert rule(hiding, OTHERS) == (False, "ONLY_THE_PERSON")
    assert rule(replace(hiding, action=Action.SHOW), OWN) == (False, "ONLY_THE_PERSON")


@pytest.mark.parametrize("action", [Action.HIDE, Action.SHOW, Action.SHARE, Action.READ_HISTORY])
def test_the_person_governs(action: Action) -> None:
    assert rule(replace(HOLDER, action=action)) == (True, "HOLDER")
    parent = replace(HOLDER, holder=False, represents=True, action=action)
    assert rule(parent) == (True, "LEGAL_REPRESENTATIVE")
    assert rule(replace(parent, represents=False)) == (False, "NOT_THEIR_RECORD")


def test_what_waits_for_its_announcement_is_absent_for_the_family() -> None:
    waiting = replace(OTHERS, hidden_from_patient=True)
    assert rule(HOLDER, waiting) == (False, "NOT_YET_ANNOUNCED")
    assert rule(ADMITTED, waiting) == (True, "AUTHORISED")


def test_the_secret_of_a_minor_is_absent_for_parents_only() -> None:
    secret = replace(OTHERS, hidden_from_representatives=True)
    assert rule(HOLDER, secret) == (True, "HOLDER")
    parent = replace(HOLDER, holder=False, represents=True)
    assert rule(parent, secret) == (False, "SECRET_OF_A_MINOR")


def test_a_blocked_professional_cannot_attest_consent() -> None:
    sharing = replace(ADMITTED, action=Action.SHARE, consent=False)
    assert rule(sharing) == (True, "ATTESTS_CONSENT")
    assert rule(replace(sharing, blocked=True)) == (False, "BLOCKED")


def test_sentences_are_french_and_complete() -> None:
    for line in RULES:
        for sentence in (line.for_patient, line.for_reader):
            assert sentence[0].isupper()
            assert sentence.endswith(".")
