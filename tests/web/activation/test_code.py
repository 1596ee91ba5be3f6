from datetime import timedelta

import pytest
from django.test import Client

from carnet.base import clock
from tests.accounts.world import digits
from tests.web.activation.journey import CODE, CONTACT, EXPIRED, TERMS, to_code, to_contact, went

pytestmark = pytest.mark.django_db


def wrong() -> str:
    return f"{(int(digits().replace(' ', '')) + 1) % 10**6:06}"


def test_it_says_where_the_code_went(client: Client) -> None:
    to_code(client)
    text = client.get(CODE).content.decode()
    assert "new@example.org" in text
    assert 'autocomplete="one-time-code"' in text


@pytest.mark.parametrize("separator", ["", " ", "-"])
def test_the_right_code_goes_on(client: Client, separator: str) -> None:
    to_code(client)
    went(client.post(CODE, {"code": digits().replace(" ", separator)}), TERMS)


def test_a_wrong_code_is_said(client: Client) -> None:
    to_code(client)
    page = client.post(CODE, {"code": wrong()})
    assert page.status_code == 422
    assert "Ce code n’est pas le bon" in page.content.decode()
    went(client.get(TERMS), CODE)


def test_an_old_code_is_refused(client: Client) -> None:
    to_code(client)
    with clock.moved(timedelta(minutes=11)):
        assert client.post(CODE, {"code": digits()}).status_code == 422


def test_wrong_codes_in_series_are_slowed_then_locked(client: Client) -> None:
    to_code(client)
    seen = [client.post(CODE, {"code": wrong()}).status_code for _ in range(5)]
    assert seen == [422] * 4 + [429]
    for number in range(1, 7):
        with clock.moved(timedelta(minutes=number)):
            client.post(CODE, {"code": wrong()})
    with clock.moved(timedelta(minutes=8)):
        assert "Trop d’essais" in client.post(CODE, {"code": digits()}).content.decode()


def test_the_code_sent_twice_goes_on_once(client: Client) -> None:
    to_code(client)
    code = digits()
    went(client.post(CODE, {"code": code}), TERMS)
    assert client.post(CODE, {"code": code}).status_code == 422
    assert client.get(TERMS).status_code == 200


def test_it_is_not_reached_before_its_turn(client: Client) -> None:
    went(client.get(CODE), EXPIRED)
    to_contact(client)
    went(client.get(CODE), CONTACT)
