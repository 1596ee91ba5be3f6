"""Journey 14: close in three screens and change one's mind; close for good, then come back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from carnet.accounts.models import Account
from carnet.base import clock
from carnet.records import actions as records
from carnet.records import queries
from tests.accounts.world import PASSWORD, account
from tests.journeys.test_letter_to_first_document import heading, one_round_of_the_worker, press

pytestmark = pytest.mark.browser


@pytest.fixture
def nathalie(phone: Page, address: str) -> int:
    """Signed in on her phone; return who she is."""
    person_id, account_id = account()
    client = Client()
    client.force_login(Account.objects.get(pk=account_id))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    phone.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    return person_id


def follow(phone: Page, name: str) -> None:
    phone.locator("main").get_by_role("link", name=name).first.click()


def ask(phone: Page, documents: str) -> list[str]:
    """Ask for the closing; return the screens that it took."""
    screens = []
    phone.goto("/parametres/")
    follow(phone, "Fermer ce carnet")
    screens.append(heading(phone))
    follow(phone, "Continuer")
    screens.append(heading(phone))
    phone.get_by_label(documents).check()
    phone.fill("[name=password]", PASSWORD)
    press(phone, "Demander la fermeture")
    screens.append(heading(phone))
    return screens


def test_close_in_three_screens_then_change_ones_mind(phone: Page, nathalie: int) -> None:
    screens = ask(phone, "Les garder")
    assert screens == ["Fermer ce carnet", "Demander la fermeture", "La fermeture est demandée"]
    phone.goto("/documents/")
    phone.get_by_role("button", name="Annuler la fermeture").click()
    assert "Rien n’a changé." in phone.inner_text("main")
    assert queries.life(nathalie) is not None
    with clock.moved(settings.CLOSING_COOLING_OFF + timedelta(hours=1)):
        one_round_of_the_worker()
    assert queries.state(nathalie) == "active"


def test_once_closed_one_tap_reopens(phone: Page, nathalie: int) -> None:
    ask(phone, "Les garder")
    with clock.moved(settings.CLOSING_COOLING_OFF + timedelta(hours=1)):
        one_round_of_the_worker()
    assert queries.state(nathalie) == "closed"
    phone.goto("/accueil/")
    assert heading(phone) == "Ce carnet n’est pas ouvert"
    press(phone, "Rouvrir le carnet")
    assert "rouvert" in phone.inner_text("main")
    assert queries.state(nathalie) == "active"


def test_an_express_deletion_is_asked_and_taken_back(phone: Page, nathalie: int) -> None:
    ask(phone, "Les supprimer")
    with clock.moved(settings.CLOSING_COOLING_OFF + timedelta(hours=1)):
        one_round_of_the_worker()
    assert queries.state(nathalie) == "deletion_pending"
    phone.goto("/accueil/")
    press(phone, "Garder l’archive")
    assert queries.state(nathalie) == "closed"
    follow(phone, "Demander la suppression")
    phone.fill("[name=password]", PASSWORD)
    press(phone, "Demander la suppression")
    assert queries.state(nathalie) == "deletion_pending"
    press(phone, "Rouvrir le carnet")
    assert queries.state(nathalie) == "active"
    records.create_record(nathalie)  # is there: nothing to create
