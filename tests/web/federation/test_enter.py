"""Those who have an account enter; the others activate in three screens."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.accounts import actions, attempts, codes
from carnet.accounts.models import Account, FederatedIdentity, ProvisionalCode
from carnet.base import clock
from carnet.journal.events import EventKind
from carnet.records import queries
from tests.accounts.world import PASSWORD, digits, events
from tests.web.activation.journey import CODE, CONTACT, FIRST_STEPS, SIGN_IN, TERMS, accept, went
from tests.web.federation.conftest import chooses, known, leaves, person

pytestmark = pytest.mark.django_db


def with_account(slug: str = "monique") -> tuple[int, int]:
    number = known(slug)
    return number, actions.open_account(number, "monique.l", PASSWORD, "monique@example.org")


def test_an_account_is_entered_without_password_nor_code(client: Client) -> None:
    number, account_id = with_account()
    went(client.get(chooses(client, leaves(client), "monique")), "/accueil/")
    assert client.session["_auth_user_id"] == str(account_id)
    assert {EventKind.FEDERATION_LINKED, EventKind.SIGNED_IN} <= set(events(number))


def test_it_leads_where_one_was_going(client: Client) -> None:
    with_account()
    page = client.get("/connexion/?next=/documents/%3Fcategorie%3Dbio").content.decode()
    assert 'href="/connexion/franceconnect/?next=%2Fdocuments%2F%3Fcategorie%3Dbio"' in page
    there = leaves(client, next="/documents/?categorie=bio")
    went(client.get(chooses(client, there, "monique")), "/documents/?categorie=bio")


def test_nobody_is_led_elsewhere(client: Client) -> None:
    with_account()
    there = leaves(client, next="https://evil.example/")
    went(client.get(chooses(client, there, "monique")), "/accueil/")


def test_the_second_time_is_the_same_link(client: Client) -> None:
    number, _account_id = with_account()
    for _ in range(2):
        client.get(chooses(client, leaves(client), "monique"))
        client.post("/deconnexion/")
    assert FederatedIdentity.objects.get().person_id == number
    assert events(number).count(EventKind.FEDERATION_LINKED) == 1
    assert events(number).count(EventKind.SIGNED_IN) == 2


def test_the_session_key_is_a_new_one(client: Client) -> None:
    with_account()
    back = chooses(client, leaves(client), "monique")
    before = client.session.session_key
    client.get(back)
    assert client.session.session_key != before


def test_somebody_born_abroad_is_recognised(client: Client) -> None:
    number, _account_id = with_account("maria")
    assert person("maria").birth_place.code == "99139"
    went(client.get(chooses(client, leaves(client), "maria")), "/accueil/")
    assert EventKind.SIGNED_IN in events(number)


def test_a_locked_password_does_not_lock_the_owner_out(client: Client) -> None:
    with_account()
    for _ in range(10):
        attempts.failed("identifier", "monique.l")
    locked = client.post("/connexion/", {"identifier": "monique.l", "password": PASSWORD})
    assert locked.status_code == 429
    assert "Continuer avec FranceConnect" in locked.content.decode()
    went(client.get(chooses(client, leaves(client), "monique")), "/accueil/")


def test_the_others_activate_in_three_screens(client: Client) -> None:
    number = known("paul")
    went(client.get(chooses(client, leaves(client), "paul")), SIGN_IN)
    page = client.get(SIGN_IN).content.decode()
    assert "FranceConnect a vérifié votre identité." in page
    assert "Étape 1 sur 3" in page
    went(client.post(SIGN_IN, {"identifier": "paul.garnier", "password": PASSWORD}), CODE)
    assert mail.outbox[-1].to == [person("paul").email]
    assert "Étape 2 sur 3" in client.get(CODE).content.decode()
    went(client.post(CODE, {"code": digits()}), TERMS)
    assert "Étape 3 sur 3" in client.get(TERMS).content.decode()
    went(accept(client), FIRST_STEPS)
    account = Account.objects.get(person_id=number)
    assert client.session["_auth_user_id"] == str(account.pk)
    assert account.email == person("paul").email
    assert queries.state(number) == "active"


def test_another_address_may_be_given(client: Client) -> None:
    known("paul")
    client.get(chooses(client, leaves(client), "paul"))
    client.post(SIGN_IN, {"identifier": "paul.garnier", "password": PASSWORD})
    page = client.get(CONTACT).content.decode()
    assert "Étape 2 sur 3" in page
    assert f'value="{person("paul").email}"' in page
    went(client.post(CONTACT, {"contact": "autre@example.org"}), CODE)
    assert mail.outbox[-1].to == ["autre@example.org"]


def test_the_letter_no_longer_serves(client: Client) -> None:
    number = known("paul")
    ProvisionalCode.objects.create(
        person_id=number, code_hash=codes.protect("ACDEFHJKMN"), channel="letter",
        sent_at=clock.now(), expires_at=clock.now(),
    )  # fmt: skip
    client.get(chooses(client, leaves(client), "paul"))
    client.post(SIGN_IN, {"identifier": "paul.garnier", "password": PASSWORD})
    client.post(CODE, {"code": digits()})
    went(accept(client), FIRST_STEPS)
    assert ProvisionalCode.objects.get().used_at is not None


def test_signing_out_ends_the_session_there_too(client: Client) -> None:
    with_account()
    client.get(chooses(client, leaves(client), "monique"))
    client.cookies["django_language"] = "en"
    there = client.post("/deconnexion/")
    assert there["Location"].startswith("http://testserver/demo/franceconnect/session/end?")
    assert "id_token_hint=ey" in there["Location"]
    assert "Clear-Site-Data" in there
    assert "_auth_user_id" not in client.session
    back = client.get(there["Location"])
    assert back["Location"].startswith("http://testserver/deconnexion/faite/?state=")
    del client.cookies["django_language"]
    assert 'lang="en"' in client.get(back["Location"]).content.decode()


def test_signing_out_after_a_password_stays_here(client: Client) -> None:
    _number, account_id = with_account()
    client.force_login(Account.objects.get(pk=account_id))
    went(client.post("/deconnexion/"), "/deconnexion/faite/")


@pytest.mark.parametrize("page", ["/connexion/", "/activer/"])
def test_without_a_provider_there_is_no_button(
    client: Client, settings: Settings, page: str
) -> None:
    assert "FranceConnect" in client.get(page).content.decode()
    settings.FRANCECONNECT_ISSUER = ""
    assert "FranceConnect" not in client.get(page).content.decode()
    assert client.get("/connexion/franceconnect/").status_code == 404
    assert client.get("/connexion/franceconnect/retour/").status_code == 404


def test_the_visitor_leaves_from_the_address_that_the_provider_knows(client: Client) -> None:
    answer = client.get("/connexion/franceconnect/?next=/acces/", headers={"Host": "127.0.0.1:9"})
    assert answer["Location"] == "http://testserver/connexion/franceconnect/?next=/acces/"


def test_forms_may_lead_to_the_provider(client: Client) -> None:
    policy = client.get("/connexion/")["Content-Security-Policy"]
    assert "form-action 'self' http" in policy
