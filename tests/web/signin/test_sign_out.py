from datetime import timedelta

import pytest
from django.test import Client

from carnet.accounts import queries
from carnet.journal.events import EventKind
from tests.accounts.world import account, events
from tests.web.activation.journey import went

pytestmark = pytest.mark.django_db
PAGE = "/deconnexion/"


def test_it_ends_the_session_and_has_the_browser_forget(client: Client) -> None:
    person_id, account_id = account()
    client.force_login(queries.account(account_id))
    key = client.session.session_key
    answer = client.post(PAGE)
    went(answer, "/deconnexion/faite/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "_auth_user_id" not in client.session
    assert not client.session.exists(str(key))
    assert events(person_id)[-1] == EventKind.SIGNED_OUT
    assert client.get("/deconnexion/faite/").status_code == 200


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
