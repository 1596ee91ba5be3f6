from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.accounts.models import Account
from carnet.base import clock
from carnet.demo.models import Message
from carnet.journal.events import EventKind
from tests.accounts.world import account, digits, events
from tests.web.activation.journey import went
from tests.web.signin.test_sign_in import CODE, PAGE, RIGHT

pytestmark = pytest.mark.django_db


def wait_for_code(client: Client, wanted: str = "") -> tuple[int, int]:
    known = account()
    went(client.post(f"{PAGE}?next={quote(wanted)}" if wanted else PAGE, RIGHT), CODE)
    return known


def test_it_says_where_the_code_went_half_hidden(client: Client) -> None:
    wait_for_code(client)
    text = client.get(CODE).content.decode()
    assert "n…@example.org" in text
    assert "nathalie@example.org" not in text


def test_the_right_code_signs_in_under_a_new_session(client: Client) -> None:
    person_id, account_id = wait_for_code(client)
    before = client.session.session_key
    went(client.post(CODE, {"code": digits()}), "/accueil/")
    assert client.session["_auth_user_id"] == str(account_id)
    assert client.session.session_key != before
    assert EventKind.SIGNED_IN in events(person_id)


def test_a_wrong_code_signs_nobody_in(client: Client) -> None:
    wait_for_code(client)
    assert client.post(CODE, {"code": "000 00"}).status_code == 422
    assert "_auth_user_id" not in client.session


def test_an_old_code_signs_nobody_in(client: Client) -> None:
    wait_for_code(client)
    with clock.moved(timedelta(minutes=11)):
        assert client.post(CODE, {"code": digits()}).status_code == 422


def test_the_code_does_not_serve_another_browser(client: Client) -> None:
    wait_for_code(client)
    went(Client().post(CODE, {"code": digits()}), PAGE)


def test_it_goes_where_the_person_was_going(client: Client) -> None:
    wait_for_code(client, "/documents/?q=a")
    went(client.post(CODE, {"code": digits()}), "/documents/?q=a")


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_it_never_leads_out_of_the_house(client: Client, wanted: str) -> None:
    wait_for_code(client, wanted)
    went(client.post(CODE, {"code": digits()}), "/accueil/")


def test_another_code_may_be_asked_for(client: Client) -> None:
    wait_for_code(client)
    sent = len(mail.outbox)
    went(client.post(f"{CODE}renvoyer/"), CODE)
    assert len(mail.outbox) == sent + 1
    assert "Un nouveau code est parti." in client.get(CODE).content.decode()
    went(client.post(CODE, {"code": digits()}), "/accueil/")


def test_asking_in_series_is_slowed(client: Client) -> None:
    wait_for_code(client)
    for _ in range(4):
        client.post(f"{CODE}renvoyer/")
    assert "Attendez" in client.get(CODE).content.decode()


def test_without_a_password_first_there_is_nothing_here(client: Client) -> None:
    went(client.get(CODE), PAGE)
    went(client.post(f"{CODE}renvoyer/"), PAGE)


def test_who_confirmed_a_mobile_too_may_have_the_code_there(
    client: Client, settings: Settings
) -> None:
    settings.SMS_BACKEND = "carnet.demo.sms.Backend"
    wait_for_code(client)
    Account.objects.update(mobile="+33612345678")
    assert "Recevoir un SMS au … 78" in client.get(CODE).content.decode()
    went(client.post(f"{CODE}renvoyer/", {"way": "sms"}), CODE)
    text = Message.objects.get().text
    page = client.get(CODE).content.decode()
    assert "Un code est parti à … 78." in page
    assert "Recevoir un e-mail à n…@example.org" in page
    went(client.post(CODE, {"code": text[:7]}), "/accueil/")
