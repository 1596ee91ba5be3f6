from datetime import timedelta

import pytest
from django.test import Client

from carnet.accounts import queries
from carnet.journal.events import EventKind
from tests.accounts.world import account, digits, events
from tests.web.activation.journey import went
from tests.web.signin.test_sign_in import CODE, RIGHT
from tests.web.signin.test_sign_in import PAGE as SIGN_IN

pytestmark = pytest.mark.django_db
PAGE = "/deconnexion/"


def signed_in(client: Client, **more: str) -> int:
    person_id, _account_id = account()
    went(client.post(SIGN_IN, RIGHT | more), CODE)
    client.post(CODE, {"code": digits()})
    return person_id


def test_it_ends_the_session_and_its_browser_keeps_no_page(client: Client) -> None:
    person_id = signed_in(client)
    key = client.session.session_key
    answer = client.post(PAGE)
    went(answer, "/deconnexion/faite/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session
    assert not client.session.exists(str(key))
    assert events(person_id)[-1] == EventKind.SIGNED_OUT
    assert client.get("/deconnexion/faite/").status_code == 200


def test_a_shared_computer_forgets_everything(client: Client) -> None:
    signed_in(client, shared="on")
    assert client.post(PAGE)["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_a_link_asks_first(client: Client) -> None:
    _person_id, account_id = account()
    client.force_login(queries.account(account_id))
    assert "Me déconnecter" in client.get(PAGE).content.decode()
    assert "_auth_user_id" in client.session


def test_somebody_not_signed_in_may_leave_too(client: Client) -> None:
    went(client.post(PAGE), "/deconnexion/faite/")


def test_a_page_of_the_record_asks_to_sign_in_first(client: Client) -> None:
    answer = client.get("/accueil/")
    assert answer.status_code == 302
    assert answer["Location"] == "/connexion/?next=/accueil/"


def test_half_an_hour_without_activity_ends_the_session(client: Client) -> None:
    _person_id, account_id = account()
    client.force_login(queries.account(account_id))
    assert client.session.get_expiry_age() <= timedelta(minutes=30).total_seconds()
