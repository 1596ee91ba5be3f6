import json
from datetime import timedelta

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from carnet.accounts import actions, queries, signin
from carnet.accounts.models import Account
from carnet.accounts.problems import Locked, WrongProof
from carnet.base import clock
from carnet.demo.models import Message
from carnet.journal.events import EventKind
from tests.accounts.world import ADDRESS, MOTHER, PASSWORD, account, details, digits, events

pytestmark = pytest.mark.django_db


def test_identifier_and_password_open_the_first_step() -> None:
    _person_id, account_id = account()
    assert actions.verify(" Nathalie.D ", PASSWORD, ADDRESS) == account_id


@pytest.mark.parametrize(
    ("identifier", "password"),
    [("nathalie.d", "Cerise-43x"), ("nobody.here", PASSWORD), ("", ""), ("nathalie.d\x01", "x")],
)
def test_anything_else_is_refused_alike(identifier: str, password: str) -> None:
    account()
    with pytest.raises(WrongProof):
        actions.verify(identifier, password, ADDRESS)


def test_a_closed_account_is_refused_like_an_unknown_one() -> None:
    account()
    Account.objects.update(is_active=False)
    with pytest.raises(WrongProof):
        actions.verify("nathalie.d", PASSWORD, ADDRESS)


@pytest.mark.parametrize("identifier", ["nathalie.d", "nobody.here"])
def test_known_and_unknown_identifiers_lock_alike(identifier: str) -> None:
    account()
    seen = []
    for number in range(11):
        with clock.moved(timedelta(minutes=number)):
            try:
                actions.verify(identifier, "wrong", ADDRESS)
            except (WrongProof, Locked) as problem:
                seen.append(type(problem))
    assert seen == [WrongProof] * 10 + [Locked]


def test_failures_and_locks_are_in_the_history_of_the_holder() -> None:
    person_id, _account_id = account()
    for number in range(11):
        with clock.moved(timedelta(minutes=number)), pytest.raises((WrongProof, Locked)):
            actions.verify("nathalie.d", "wrong", ADDRESS)
    told = events(person_id)
    assert told.count(EventKind.SIGN_IN_FAILED) == 10
    assert told.count(EventKind.SIGN_IN_LOCKED) == 1


def test_the_code_of_the_second_step_goes_to_the_confirmed_contact() -> None:
    person_id, account_id = account()
    assert signin.send_code(account_id) == "email"
    assert signin.ways(account_id) == {"email": "n…@example.org"}
    assert mail.outbox[-1].to == [MOTHER.email]
    assert actions.confirm(account_id, digits()).person_id == person_id


@pytest.mark.parametrize("means", signin.Means)
def test_a_session_that_opens_is_journaled_with_its_means(means: signin.Means) -> None:
    person_id, account_id = account()
    signin.opened(queries.account(account_id), means)
    assert events(person_id)[-1] == EventKind.SIGNED_IN
    assert json.loads(details(person_id)[-1]) == {"means": means}


def test_a_wrong_code_is_refused_and_journaled() -> None:
    person_id, account_id = account()
    signin.send_code(account_id)
    with pytest.raises(WrongProof):
        actions.confirm(account_id, "00000")
    assert events(person_id)[-1] == EventKind.ONE_TIME_CODE_REFUSED


def test_leaving_is_journaled() -> None:
    person_id, account_id = account()
    actions.left(account_id)
    assert events(person_id)[-1] == EventKind.SIGNED_OUT


def test_a_mobile_is_half_hidden_too() -> None:
    assert signin.half_hidden("+33612345678") == "… 78"


@pytest.mark.parametrize(
    ("way", "sent"), [("", "email"), ("email", "email"), ("sms", "sms"), ("pigeon", "email")]
)
def test_who_confirmed_both_chooses_where_the_code_goes(
    settings: Settings, way: str, sent: str
) -> None:
    settings.SMS_BACKEND = "carnet.demo.sms.Backend"
    _person_id, account_id = account()
    Account.objects.update(mobile="+33612345678")
    assert signin.ways(account_id) == {"email": "n…@example.org", "sms": "… 78"}
    before = Message.objects.count()
    assert signin.send_code(account_id, way) == sent
    assert Message.objects.count() - before == (sent == "sms")


def test_without_a_carrier_there_is_one_way(settings: Settings) -> None:
    settings.SMS_BACKEND = "carnet.notify.sms.Unavailable"
    _person_id, account_id = account()
    Account.objects.update(mobile="+33612345678")
    assert list(signin.ways(account_id)) == ["email"]
