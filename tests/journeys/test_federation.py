"""FranceConnect and a forgotten password, in a browser without JavaScript."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from carnet.accounts import actions
from carnet.accounts.openid import provider
from carnet.base import settings as house
from carnet.web.patient import parting
from tests.journeys.test_letter_to_first_document import (
    heading,
    last_one_time_code,
    one_round_of_the_worker,
    press,
)
from tests.web.federation.conftest import known, person

pytestmark = pytest.mark.browser
PASSWORD, ANOTHER = "Lilas-blanc-7", "Tilleul-vert-8"


@pytest.fixture(autouse=True)
def _stand_in(address: str, settings: Settings) -> None:
    """The stand-in is served by the same house, at its own address."""
    settings.BASE_URL = address
    settings.FRANCECONNECT_ISSUER = f"{address}/demo/franceconnect"
    provider.forget()


def through_the_provider(phone: Page, name: str) -> None:
    phone.get_by_role("link", name="Continuer avec FranceConnect").click()
    assert heading(phone) == "Choisir une identité"
    press(phone, f"Être {name}")


def test_activate_in_three_screens_then_come_back(phone: Page) -> None:
    known("paul")
    phone.goto("/activer/")
    through_the_provider(phone, "Paul Garnier")
    screens = [phone.url]
    phone.get_by_label("Identifiant").fill("paul.garnier")
    phone.get_by_label("Mot de passe").fill(PASSWORD)
    press(phone, "Continuer")
    screens.append(phone.url)
    phone.get_by_label("Code à 6 chiffres").fill(last_one_time_code(phone))
    press(phone, "Confirmer")
    screens.append(phone.url)
    press(phone, "J’accepte et j’active mon carnet")
    assert [urlsplit(screen).path for screen in screens] == [
        "/activer/identifiant/", "/activer/code/", "/activer/conditions/",
    ]  # fmt: skip
    assert "Votre carnet est activé." in phone.inner_text("main")
    phone.goto("/deconnexion/")
    press(phone, "Me déconnecter")
    assert heading(phone) == "Vous êtes déconnecté"
    press_in = phone.get_by_role("link", name="Me connecter").first
    press_in.click()
    through_the_provider(phone, "Paul Garnier")
    assert urlsplit(phone.url).path == "/accueil/"


def test_a_forgotten_password_is_replaced(phone: Page) -> None:
    paul = person("paul")
    actions.open_account(known("paul"), "paul.garnier", PASSWORD, paul.email)
    phone.goto("/connexion/")
    phone.get_by_role("link", name="J’ai oublié mon mot de passe").click()
    phone.get_by_label("Numéro de sécurité sociale").fill(paul.matricule)
    phone.get_by_role("textbox", name="Numéro de série").fill(paul.vitale)
    for label, part in (("Jour", "%d"), ("Mois", "%m"), ("Année", "%Y")):
        phone.get_by_label(label).fill(paul.birth_date.strftime(part))
    press(phone, "Recevoir un code")
    one_round_of_the_worker()
    phone.get_by_label("Code à 6 chiffres").fill(last_one_time_code(phone))
    press(phone, "Continuer")
    phone.get_by_label("Nouveau mot de passe").fill(ANOTHER)
    press(phone, "Changer de mot de passe")
    assert "Votre identifiant est paul.garnier." in phone.inner_text("main")
    phone.get_by_label("Identifiant").fill("paul.garnier")
    phone.get_by_label("Mot de passe").fill(ANOTHER)
    press(phone, "Me connecter")
    phone.get_by_label("Code à 6 chiffres").fill(last_one_time_code(phone))
    press(phone, "Entrer")
    assert urlsplit(phone.url).path == "/accueil/"


@pytest.mark.parametrize("named", [True, False])
def test_signing_out_leads_on_to_the_provider_that_the_policy_names(
    phone: Page, address: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    there = address.replace("127.0.0.1", "localhost")  # another origin for a browser
    policy = house.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = ["'self'", *(house._origin(f"{there}/api/v2") if named else ())]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy | {"form-action": allowed}}
    monkeypatch.setattr(parting, "farewell", lambda *_: f"{there}/deconnexion/faite/")
    phone.goto("/deconnexion/")
    press(phone, "Me déconnecter")
    phone.wait_for_timeout(300)
    assert phone.url.startswith(there) is named
