"""The language follows the person: in their messages, and from one browser to another."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from carnet.accounts.models import Account
from carnet.base import outbox
from carnet.notify.actions import tell
from tests.accounts.world import account, digits
from tests.web.activation.journey import accept, to_terms
from tests.web.signin.test_sign_in import CODE, PAGE, RIGHT

pytestmark = pytest.mark.django_db


def enter(client: Client) -> None:
    assert client.post(PAGE, RIGHT)["Location"] == CODE
    client.post(CODE, {"code": digits()})


def news(person_id: int) -> str:
    outbox.drain()  # what signing in had to say
    mail.outbox.clear()
    tell(person_id, "AJOUT_DOCUMENT")
    outbox.drain()
    [message] = mail.outbox
    return str(message.subject)


def test_messages_are_french_until_another_language_is_chosen(client: Client) -> None:
    person_id, _account_id = account()
    enter(client)
    assert news(person_id) == "Vous avez du nouveau dans votre carnet"
    client.post("/langue/en/")
    assert news(person_id) == "There is something new in your record"


def test_signing_in_with_a_choice_made_before_keeps_it(client: Client) -> None:
    person_id, _account_id = account()
    client.post("/langue/en/")
    enter(client)
    assert "Here is your code" in str(mail.outbox[-1].body)
    assert news(person_id) == "There is something new in your record"


def test_another_browser_learns_the_language_of_the_account(client: Client) -> None:
    _person_id, account_id = account()
    Account.objects.filter(pk=account_id).update(language="en")
    enter(client)
    assert '<html lang="en"' in client.get("/accueil/").content.decode()


def test_a_choice_made_in_this_browser_wins(client: Client) -> None:
    _person_id, account_id = account()
    Account.objects.filter(pk=account_id).update(language="en")
    client.post("/langue/fr/")
    enter(client)
    assert Account.objects.get(pk=account_id).language == "fr"


def test_activation_keeps_the_choice(client: Client) -> None:
    client.post("/langue/en/")
    person_id = to_terms(client)
    accept(client)
    assert Account.objects.get(person_id=person_id).language == "en"


def test_the_last_page_speaks_it_though_the_browser_forgot_all(client: Client) -> None:
    account()
    client.post("/langue/en/")
    enter(client)
    last = client.post("/deconnexion/")["Location"]
    page = Client().get(last)  # Clear-Site-Data took the cookies
    assert '<html lang="en"' in page.content.decode()
    assert "You are signed out" in page.content.decode()
    assert page.cookies["django_language"].value == "en"


def test_a_forged_language_changes_nothing(client: Client) -> None:
    assert '<html lang="fr"' in client.get("/deconnexion/faite/?langue=xx").content.decode()
