from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from carnet.base import clock
from tests.accounts.world import MOTHER, PASSWORD, account
from tests.web.activation.journey import went

pytestmark = pytest.mark.django_db
PAGE, CODE = "/connexion/", "/connexion/code/"
RIGHT = {"identifier": "nathalie.d", "password": PASSWORD}


def test_it_has_two_fields(client: Client) -> None:
    text = client.get(PAGE).content.decode()
    assert 'autocomplete="username webauthn"' in text
    assert 'autocomplete="current-password"' in text


def test_the_right_pair_sends_a_code_and_signs_nobody_in(client: Client) -> None:
    account()
    went(client.post(PAGE, RIGHT), CODE)
    assert mail.outbox[-1].to == [MOTHER.email]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("changes", [{"identifier": "nobody.here"}, {"password": "Cerise-43x"}])
def test_a_wrong_pair_gets_the_same_answer(client: Client, changes: dict[str, str]) -> None:
    account()
    sent = len(mail.outbox)
    page = client.post(PAGE, RIGHT | changes)
    text = page.content.decode()
    assert page.status_code == 422
    assert "L’identifiant ou le mot de passe n’est pas le bon." in text
    assert (RIGHT | changes)["password"] not in text
    assert len(mail.outbox) == sent


def test_an_empty_form_is_said_field_by_field(client: Client) -> None:
    page = client.post(PAGE, {})
    text = page.content.decode()
    assert page.status_code == 422
    assert "Écrivez votre identifiant." in text
    assert "Écrivez votre mot de passe." in text


def test_tries_in_series_are_slowed_then_locked(client: Client) -> None:
    account()
    wrong = RIGHT | {"password": "Cerise-43x"}
    assert [client.post(PAGE, wrong).status_code for _ in range(5)] == [422] * 4 + [429]
    for number in range(1, 7):
        with clock.moved(timedelta(minutes=number)):
            client.post(PAGE, wrong)
    with clock.moved(timedelta(minutes=8)):
        page = client.post(PAGE, RIGHT)
    assert page.status_code == 429
    assert "Trop d’essais" in page.content.decode()
    with clock.moved(timedelta(minutes=24)):
        went(client.post(PAGE, RIGHT), CODE)


@pytest.mark.parametrize("junk", ["\x00", "🙂", "' OR 1=1 --", "x" * 250])
def test_no_junk_crashes_it(client: Client, junk: str) -> None:
    assert client.post(PAGE, {"identifier": junk, "password": junk}).status_code == 422
