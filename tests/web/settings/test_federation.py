"""/parametres/franceconnect/: the linked identity, removed and allowed again with the password."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.accounts import actions, mailboxes
from carnet.accounts.models import FederatedIdentity
from carnet.base import outbox
from carnet.journal.events import EventKind
from tests.accounts.world import PASSWORD
from tests.web.federation.conftest import _stand_in, chooses, known, leaves
from tests.web.settings.conftest import Somebody

__all__ = ["_stand_in"]

PAGE = "/parametres/franceconnect/"


@pytest.fixture
def linked(client: Client, db: None) -> Somebody:
    """Somebody who came through the provider, and has a password too."""
    person_id = known("monique")
    account_id = actions.open_account(person_id, "monique.l", PASSWORD, "monique@example.org")
    client.get(chooses(client, leaves(client), "monique"))
    outbox.drain()
    mail.outbox.clear()
    return Somebody(client, person_id, account_id)


def comes_back() -> int:
    """The status that another browser gets, sent by the provider."""
    browser = Client()
    return int(browser.get(chooses(browser, leaves(browser), "monique")).status_code)


def test_it_is_shown(linked: Somebody) -> None:
    assert "Relié depuis le" in linked.get("/parametres/")
    page = linked.get(PAGE)
    assert "Reliée le" in page
    assert "Utilisée le" in page


def test_somebody_never_linked_is_told_how(nathalie: Somebody) -> None:
    assert "Pas encore relié" in nathalie.get("/parametres/")
    page = nathalie.get(PAGE)
    assert "Aucune identité" in page
    assert 'name="password"' not in page


def test_removed_it_opens_nothing(linked: Somebody) -> None:
    assert comes_back() == 302
    page = linked.done(PAGE, wanted="remove", password=PASSWORD)
    assert "FranceConnect n’ouvre plus votre compte." in page
    assert comes_back() == 403
    assert linked.told(EventKind.FEDERATION_REMOVED) == 1
    assert linked.told(EventKind.FEDERATION_REFUSED) == 1


def test_the_holder_is_told(linked: Somebody) -> None:
    linked.done(PAGE, wanted="remove", password=PASSWORD)
    outbox.drain()
    [message] = mail.outbox
    assert message.subject == "FranceConnect n’ouvre plus votre carnet"


@pytest.mark.parametrize("password", ["", "Cerise-43x"])
def test_not_without_the_password(linked: Somebody, password: str) -> None:
    linked.refused(PAGE, wanted="remove", password=password)
    assert FederatedIdentity.objects.get().removed_at is None


def test_allowed_again_it_opens(linked: Somebody) -> None:
    linked.done(PAGE, wanted="remove", password=PASSWORD)
    assert "C’est permis." in linked.done(PAGE, wanted="allow", password=PASSWORD)
    assert comes_back() == 302
    assert linked.told(EventKind.FEDERATION_ALLOWED) == 1
    assert linked.told(EventKind.FEDERATION_LINKED) == 2


def test_a_tab_left_open_undoes_nothing(linked: Somebody) -> None:
    linked.done(PAGE, wanted="remove", password=PASSWORD)
    linked.done(PAGE, wanted="remove", password=PASSWORD)
    assert comes_back() == 403
    assert linked.told(EventKind.FEDERATION_REMOVED) == 1


def test_the_last_way_in_stays(linked: Somebody) -> None:
    mailboxes.refuse(linked.person_id, linked.account.email)  # the password’s code goes nowhere
    page = linked.done(PAGE, wanted="remove", password=PASSWORD)
    assert "C’est votre dernière façon d’entrer." in page
    assert comes_back() == 302


def test_without_a_provider_there_is_no_page(nathalie: Somebody, settings: Settings) -> None:
    settings.FRANCECONNECT_ISSUER = ""
    assert nathalie.client.get(PAGE).status_code == 404
    assert "FranceConnect" not in nathalie.get("/parametres/")
