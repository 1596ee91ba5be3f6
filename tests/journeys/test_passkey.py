"""A passkey in a real browser, with a virtual authenticator: made once, then one tap signs in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connections
from playwright.sync_api import Page, sync_playwright
from pytest_django.fixtures import Settings

from carnet.accounts.models import Passkey
from tests.accounts.world import PASSWORD, account
from tests.journeys.conftest import PHONE
from tests.journeys.test_letter_to_first_document import heading, last_one_time_code, press

pytestmark = pytest.mark.browser

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def house(address: str, settings: Settings) -> str:
    """The house under a name: a passkey belongs to a name, never to a number."""
    name = f"http://localhost:{urlsplit(address).port}"
    settings.BASE_URL = name
    return name


@pytest.fixture
def phone(house: str) -> Iterator[Page]:
    """A phone that can hold passkeys."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is absent: apt install chromium")
    arguments = ["--disable-gpu", "--disable-background-networking"]
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        context = browser.new_context(base_url=house, viewport=PHONE, locale="fr-FR")
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("console", _loudly)
        yield page
        connections.close_all()
        browser.close()


def _loudly(message: object) -> None:
    """A refusal of the content policy is a failure."""
    assert "Content Security Policy" not in str(getattr(message, "text", ""))


@pytest.fixture
def held(phone: Page) -> Page:
    """Signed in with password and code, then a passkey added in the settings."""
    account()
    phone.goto("/connexion/")
    phone.fill("[name=identifier]", "nathalie.d")
    phone.fill("[name=password]", PASSWORD)
    press(phone, "Me connecter")
    phone.fill("[name=code]", last_one_time_code(phone))
    press(phone, "Entrer")
    devtools = phone.context.new_cdp_session(phone)
    devtools.send("WebAuthn.enable", {"enableUI": False})
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    phone.goto("/parametres/cles/")
    phone.fill("[name=name]", "Mon téléphone")
    press(phone, "Ajouter une clé d’accès")
    phone.get_by_text("La clé d’accès est ajoutée.").wait_for()
    assert "Mon téléphone" in phone.inner_text("main")
    return phone


def leave(phone: Page) -> None:
    phone.goto("/deconnexion/")
    press(phone, "Me déconnecter")


def test_coming_back_takes_one_tap(held: Page) -> None:
    leave(held)
    held.goto("/connexion/")
    held.wait_for_url("**/accueil/")  # the field offered it, the phone agreed by itself
    assert heading(held) == "Bonjour Nathalie"
    assert Passkey.objects.get().last_used_at is not None


def test_the_button_does_it_where_the_field_does_not(held: Page) -> None:
    leave(held)
    held.add_init_script("delete PublicKeyCredential.isConditionalMediationAvailable")
    held.goto("/connexion/?next=/documents/")
    press(held, "Me connecter avec une clé d’accès")
    held.wait_for_url("**/documents/")


def test_a_key_that_was_removed_opens_nothing(held: Page) -> None:
    press(held, "Retirer")
    leave(held)
    held.goto("/connexion/")
    held.get_by_text("n’est pas reconnue").wait_for()
    assert urlsplit(held.url).path == "/connexion/"


def test_a_phone_that_refuses_is_told_and_the_password_remains(held: Page) -> None:
    leave(held)
    held.add_init_script("navigator.credentials.get = async () => { throw new Error('no'); }")
    held.goto("/connexion/")
    press(held, "Me connecter avec une clé d’accès")
    held.get_by_text("La clé d’accès n’a pas répondu.").wait_for()
    assert held.locator("[name=password]").is_visible()
