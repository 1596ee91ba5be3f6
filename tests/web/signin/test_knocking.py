"""Somebody whose session ended meanwhile: signs in, and lands on a page."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.accounts.world import account, digits
from tests.web.signin.test_sign_in import CODE, RIGHT

pytestmark = pytest.mark.django_db
BUTTON = "/parametres/appareils/fermer-autres"  # an address that a form alone reaches


def sign_in(client: Client, asked: str) -> str:
    """Go on from the page that asks to sign in; return the page where it leads."""
    account()
    assert client.post(asked, RIGHT)["Location"] == CODE
    answer = client.post(CODE, {"code": digits()}, follow=True)
    assert answer.status_code == 200
    return str(answer.request["PATH_INFO"])


def test_a_page_is_what_one_comes_back_to(client: Client) -> None:
    asked = client.get("/documents/?q=a")["Location"]
    assert asked == "/connexion/?next=/documents/%3Fq%3Da"
    assert sign_in(client, asked) == "/documents/"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/parametres/appareils/", "/parametres/appareils/"),
        ("https://ailleurs.example/", "/accueil/"),
        ("", "/accueil/"),
    ],
)
def test_a_button_leads_back_to_its_page_and_says_that_nothing_was_done(
    client: Client, referer: str, back: str
) -> None:
    answer = client.post(BUTTON, headers={"referer": referer}, follow=True)
    [(asked, _status)] = answer.redirect_chain
    page = answer.content.decode()
    assert "rien n’a été fait" in page
    assert 'class="alert alert-warning"' in page  # no green tick: it was not done
    assert "alert-success" not in page
    assert sign_in(client, asked) == back
