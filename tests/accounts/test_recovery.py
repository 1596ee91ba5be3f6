"""Forgotten identifiers and passwords: the same for everybody, but for who holds the card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from pytest_django.fixtures import Settings

from carnet.accounts import actions, recovery
from carnet.accounts.models import Account, OneTimeCode, OpenSession
from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.accounts.proof import Card
from carnet.base import clock, outbox
from carnet.demo.models import Message
from carnet.journal.events import EventKind
from tests.accounts.world import ADDRESS, MOTHER, PASSWORD, account, digits, events, matricule

pytestmark = pytest.mark.django_db
CARD = Card(MOTHER.matricule, MOTHER.vitale, MOTHER.birth_date)
STRANGER = Card(matricule("2850814168099"), MOTHER.vitale, MOTHER.birth_date)
WRONG_CARDS = [
    STRANGER,
    replace(CARD, vitale="20123456780"),
    replace(CARD, birth_date=date(1985, 8, 15)),
]


def reminded(number: str = MOTHER.matricule, born: date = MOTHER.birth_date, **more: Any) -> None:
    recovery.remind(number, born, more.get("channel", "email"), ADDRESS)
    outbox.drain()


def asked(card: Card = CARD, channel: str = "email") -> tuple[int, str]:
    kept = recovery.ask(card, channel, ADDRESS)
    outbox.drain()
    return kept


def test_the_identifier_goes_to_the_confirmed_contact() -> None:
    person_id, _account_id = account()
    before = len(mail.outbox)
    reminded()
    [message] = mail.outbox[before:]
    assert message.to == [MOTHER.email]
    assert "nathalie.d" in str(message.body)
    assert events(person_id)[-1] == EventKind.IDENTIFIER_REMINDED


@pytest.mark.parametrize(
    ("number", "born"),
    [(STRANGER.matricule, MOTHER.birth_date), (MOTHER.matricule, date(1985, 8, 15))],
)
def test_nothing_leaves_for_others(number: str, born: date) -> None:
    account()
    before = len(mail.outbox)
    reminded(number, born)
    assert len(mail.outbox) == before


def test_nothing_leaves_without_an_open_account() -> None:
    account()
    Account.objects.update(is_active=False)
    before = len(mail.outbox)
    reminded()
    asked()
    assert len(mail.outbox) == before


def test_an_unconfirmed_address_is_not_written_to() -> None:
    account()
    Account.objects.update(email_confirmed_at=None)
    before = len(mail.outbox)
    reminded()
    assert len(mail.outbox) == before


@pytest.mark.parametrize(
    ("mobile", "channel", "to"),
    [
        ("+33612345678", "sms", "+33612345678"),
        ("+33612345678", "email", MOTHER.email),
        ("", "sms", MOTHER.email),
    ],
)
def test_it_comes_as_wished_or_as_it_can(
    settings: Settings, mobile: str, channel: str, to: str
) -> None:
    settings.EMAIL_BACKEND = "carnet.demo.mailbox.EmailBackend"
    settings.SMS_BACKEND = "carnet.demo.sms.Backend"
    account()
    Account.objects.update(mobile=mobile)
    reminded(channel=channel)
    assert Message.objects.order_by("-id")[0].sent_to == to


@pytest.mark.parametrize("card", WRONG_CARDS)
def test_a_wrong_card_is_asked_for_a_code_that_never_comes(card: Card) -> None:
    account()
    before = len(mail.outbox)
    person_id, subject = asked(card)
    assert len(mail.outbox) == before
    assert not OneTimeCode.objects.exists()
    with pytest.raises(WrongProof):
        recovery.prove(person_id, subject, "123456")


def test_the_known_and_the_unknown_ask_the_same_of_the_database() -> None:
    account()
    seen = []
    for card in (CARD, *WRONG_CARDS):
        with CaptureQueriesContext(connection) as queries:
            recovery.ask(card, "email", ADDRESS)
        seen.append([" ".join(query["sql"].split()[:3]).split(' "s1')[0] for query in queries])
    assert seen.count(seen[0]) == len(seen)


def test_the_known_and_the_unknown_are_slowed_alike() -> None:
    account()
    answers = {}
    for card, address in ((CARD, "192.0.2.1"), (STRANGER, "198.51.100.1")):
        answers[card.matricule] = [ask_at(card, address, minutes) for minutes in range(12)]
    one, other = answers.values()
    assert one == other
    assert one[-1] == "Locked"


def ask_at(card: Card, address: str, minutes: int) -> str:
    with clock.moved(timedelta(minutes=minutes)):
        try:
            recovery.ask(card, "email", address)
            outbox.drain()
        except (Slowed, Locked) as problem:
            return type(problem).__name__
    return "asked"


@pytest.mark.parametrize("card", [CARD, STRANGER])
def test_wrong_codes_lock_alike(card: Card) -> None:
    account()
    person_id, subject = asked(card)
    seen = []
    for number in range(11):
        with clock.moved(timedelta(minutes=number)):
            try:
                recovery.prove(person_id, subject, "00000")
            except (WrongProof, Locked) as problem:
                seen.append(type(problem))
    assert seen == [WrongProof] * 10 + [Locked]


def test_the_right_code_opens_the_way_once() -> None:
    account()
    person_id, subject = asked()
    code = digits()
    recovery.prove(person_id, subject, code)
    with pytest.raises(WrongProof):
        recovery.prove(person_id, subject, code)


def test_a_new_password_replaces_the_former_and_ends_all() -> None:
    person_id, account_id = account()
    now = clock.now()
    OpenSession.objects.create(
        session_key="elsewhere", account_id=account_id, opened_at=now, last_seen_at=now
    )
    before = Account.objects.get(pk=account_id).get_session_auth_hash()
    assert recovery.reset(person_id, "Prunier-77y") == "nathalie.d"
    outbox.drain()
    opened = Account.objects.get(pk=account_id)
    assert opened.check_password("Prunier-77y")
    assert opened.get_session_auth_hash() != before
    assert opened.password_changed_at is not None
    assert not OpenSession.objects.exists()
    assert EventKind.PASSWORD_RESET in events(person_id)
    assert mail.outbox[-1].to == [MOTHER.email]
    assert "mot de passe" in strip_tags(str(mail.outbox[-1].body))


def test_it_lets_in_again_whoever_was_locked() -> None:
    person_id, account_id = account()
    for number in range(10):
        with clock.moved(timedelta(minutes=number)), pytest.raises(WrongProof):
            actions.verify("nathalie.d", "wrong", ADDRESS)
    with clock.moved(timedelta(minutes=10)):
        recovery.reset(person_id, "Prunier-77y")
        assert actions.verify("nathalie.d", "Prunier-77y", ADDRESS) == account_id


@pytest.mark.parametrize(
    ("password", "fragment"),
    [
        (PASSWORD, "ancien"),
        ("court", "9"),
        ("Desmaux-1985", "nom"),
        ("Nathalie.d-9", "identifiant"),
    ],
)
def test_the_rules_hold(password: str, fragment: str) -> None:
    person_id, _account_id = account()
    assert any(fragment in problem for problem in recovery.problems(person_id, password))


def test_a_good_password_has_no_problem() -> None:
    person_id, _account_id = account()
    assert recovery.problems(person_id, "Prunier-77y") == []


def test_no_number_is_kept_beside_the_code() -> None:
    account()
    _person_id, subject = asked()
    assert MOTHER.matricule not in subject
    assert MOTHER.matricule not in OneTimeCode.objects.get().key
