"""Journey 9 on a cheap phone, without JavaScript: add a child, share with the other parent, switch.

Ceilings of interface.md 2.3: three screens to add, two to share, two taps to switch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Response

from carnet.accounts.models import Account
from carnet.base import outbox
from carnet.records import queries as records
from carnet.sharing.queries import representatives
from tests.accounts.families import CODE, FATHER, Family, family

pytestmark = pytest.mark.browser


@pytest.fixture
def here(address: str) -> Family:
    return family()


def enter(phone: Page, address: str, person_id: int) -> None:
    """Sign in as this person, in the browser."""
    client = Client()
    client.force_login(Account.objects.get(person_id=person_id))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    phone.context.clear_cookies()
    phone.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}]
    )
    phone.goto("/accueil/")


def press(phone: Page, words: str) -> None:
    phone.get_by_role("button", name=re.compile(words)).click()


def follow(phone: Page, words: str) -> None:
    phone.get_by_role("link", name=re.compile(words)).first.click()


@contextmanager
def at_most(phone: Page, screens: int) -> Iterator[None]:
    """No more pages than this are shown meanwhile (a redirect shows none)."""
    seen: list[str] = []

    def note(answer: Response) -> None:
        if answer.request.is_navigation_request() and answer.ok:
            seen.append(answer.url)

    phone.wait_for_load_state("load")
    phone.on("response", note)
    yield
    phone.wait_for_load_state("load")
    phone.remove_listener("response", note)
    assert 0 < len(seen) <= screens, seen


def add(phone: Page, first_name: str, code: str) -> None:
    """From the home page: the family, the form, what became of it."""
    follow(phone, "Ma famille")
    follow(phone, f"Activer {first_name}")
    phone.fill("[name=code]", code.lower())
    phone.get_by_label("Oui").check()
    press(phone, "Activer le carnet")
    assert f"Le carnet de {first_name} est activé" in phone.inner_text("main")


def test_a_parent_adds_shares_and_switches(phone: Page, address: str, here: Family) -> None:
    enter(phone, address, here.mother)
    with at_most(phone, 3):
        add(phone, "Lea", CODE["lea"])
    assert records.state(here.lea) == "active"
    with at_most(phone, 2):
        share(phone)
    outbox.drain()
    enter(phone, address, here.father)
    accept(phone)
    assert representatives(here.lea) == [here.mother, here.father]
    enter(phone, address, here.mother)
    switch(phone)


def share(phone: Page) -> None:
    """The form, then what became of it."""
    follow(phone, "Deuxième parent Lea")
    phone.fill("[name=given_name]", "Hervé")
    phone.fill("[name=family_name]", "Le Goff")
    for part, value in enumerate(("4", "2", "1983")):
        phone.fill(f"[name=born_{part}]", value)
    phone.fill("[name=matricule]", FATHER.matricule)
    press(phone, "Envoyer l’invitation")
    said = phone.inner_text("main")
    assert "Si ces informations sont exactes" in said
    assert "Invitation en attente" in said


def accept(phone: Page) -> None:
    """Two screens: the question, then the family with the child in it."""
    follow(phone, "Ma famille")
    with at_most(phone, 2):
        follow(phone, "Répondre pour Lea")
        phone.get_by_label("Oui").check()
        press(phone, "Envoyer ma réponse")
    assert "Vous représentez maintenant Lea" in phone.inner_text("main")


def switch(phone: Page) -> None:
    """Two taps in, one tap back; the band says whose record it is."""
    phone.goto("/documents/")
    with at_most(phone, 2):
        phone.locator("header a.profile").click()
        press(phone, "Ouvrir ce carnet Lea")
    assert "Vous êtes dans le carnet de Lea" in phone.inner_text(".band")
    phone.goto("/historique/")
    assert "Vous êtes dans le carnet de Lea" in phone.inner_text(".band")
    press(phone, "Revenir à mon carnet")
    assert phone.locator(".band").count() == 0
