"""Proofs short of an activation: the card alone, and how a new code is then sent."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from carnet.accounts import actions, attempts, channels
from carnet.accounts.models import Contact
from carnet.accounts.problems import Locked, NoChannel, Slowed, WrongProof
from carnet.accounts.proof import Card
from carnet.base import clock
from carnet.journal.events import EventKind
from tests.accounts.world import ADDRESS, CHILD, MOTHER, code, enrol, events, matricule, mother

pytestmark = pytest.mark.django_db
CARD = Card(MOTHER.matricule, MOTHER.vitale, MOTHER.birth_date)


def test_the_card_alone_names_its_person() -> None:
    person_id, _proof = mother()
    assert actions.prove_card(CARD, ADDRESS) == person_id


@pytest.mark.parametrize(
    "changes",
    [
        {"matricule": matricule("2850814168026")},
        {"vitale": "20123456780"},
        {"birth_date": date(1985, 8, 15)},
    ],
)
def test_any_wrong_part_is_refused_alike_and_journaled(changes: dict[str, Any]) -> None:
    person_id, _proof = mother()
    with pytest.raises(WrongProof):
        actions.prove_card(replace(CARD, **changes), ADDRESS)
    assert (EventKind.CODE_REFUSED in events(person_id)) is ("matricule" not in changes)


def test_cards_in_series_are_slowed_then_locked() -> None:
    mother()
    seen = []
    for minute in range(12):
        with clock.moved(timedelta(minutes=minute)):
            try:
                actions.prove_card(replace(CARD, vitale=f"2012345{minute:04}"), ADDRESS)
            except (WrongProof, Locked) as problem:
                seen.append(type(problem).__name__)
    assert seen == ["WrongProof"] * 10 + ["Locked"] * 2


def test_a_right_card_does_not_forget_the_wrong_codes() -> None:
    _person_id, proof = mother()
    for minute in range(9):
        with clock.moved(timedelta(minutes=minute)):
            with pytest.raises(WrongProof):
                actions.prove(replace(proof, code="ACDEFHJKMN"), ADDRESS)
            actions.prove_card(CARD, ADDRESS)
    with clock.moved(timedelta(minutes=10)), pytest.raises(WrongProof):
        actions.prove(replace(proof, code="ACDEFHJKMN"), ADDRESS)
    with clock.moved(timedelta(minutes=11)), pytest.raises(Locked):
        actions.prove(proof, ADDRESS)


def test_the_ways_are_half_hidden_and_the_quickest_comes_first() -> None:
    person_id, _proof = mother()
    Contact.objects.filter(person_id=person_id).update(mobile="+33612345678")
    assert [(way.name, way.hint) for way in channels.known(person_id)] == [
        ("email", "n…@example.org"),
        ("sms", "… 78"),
        ("letter", "75012"),
    ]


def test_a_minor_is_reached_through_the_attached_parent() -> None:
    [_mother, child] = enrol(MOTHER, CHILD)
    assert channels.known(child.person_id)[0].hint == "n…@example.org"


def test_a_new_code_comes_the_way_that_was_chosen() -> None:
    person_id, proof = mother()
    assert actions.send_new_code(person_id, "email") == "email"
    assert mail.outbox[-1].to == [MOTHER.email]
    assert code() != proof.code
    assert actions.prove(replace(proof, code=code()), ADDRESS) == person_id
    with pytest.raises(WrongProof):
        actions.prove(proof, ADDRESS)


def test_a_new_code_comes_by_text_message(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr("carnet.demo.sms.Backend.send", lambda _self, to, _text: sent.append(to))
    person_id, _proof = mother()
    Contact.objects.filter(person_id=person_id).update(mobile="+33612345678")
    assert actions.send_new_code(person_id, "sms") == "sms"
    assert sent == ["+33612345678"]


@pytest.mark.parametrize("channel", ["sms", "", "pigeon"])
def test_a_way_that_is_not_known_sends_nothing(channel: str) -> None:
    person_id, _proof = mother()
    sent = len(mail.outbox)
    with pytest.raises(NoChannel):
        actions.send_new_code(person_id, channel)
    assert len(mail.outbox) == sent


def test_codes_asked_for_in_series_are_slowed() -> None:
    person_id, _proof = mother()
    for _time in range(attempts.LIMITS["renewal"].slow_after + 1):
        actions.send_new_code(person_id, "email")
    with pytest.raises(Slowed):
        actions.send_new_code(person_id, "email")
