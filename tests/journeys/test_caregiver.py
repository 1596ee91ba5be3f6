"""Journey 10 on a phone without JavaScript: give in 3 screens, accept in 2, revoke in 2 taps."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Frame, Page

from carnet.accounts.models import Account
from carnet.sharing import delegates
from tests.accounts.families import FATHER, family

pytestmark = pytest.mark.browser
GIVE, ACCEPT, REVOKE = 3, 2, 2  # interface.md 2.3, journey 10


class Hand:
    """Somebody signed in, on their home page: counts the screens they see and their taps."""

    def __init__(self, page: Page, person_id: int) -> None:
        self.page, self.taps = page, 0
        client = Client()
        client.force_login(Account.objects.get(person_id=person_id))
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        home = "{0.scheme}://{0.netloc}/".format(urlsplit(page.url))
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": home}
        page.context.clear_cookies()
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        page.goto("/accueil/")
        self.screens: list[str] = []
        page.on("framenavigated", self._arrived)

    def _arrived(self, frame: Frame) -> None:
        self.screens.append(urlsplit(frame.url).path)

    def tap(self, role: str, name: str) -> None:
        self.taps += 1
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def choose(self, *names: str) -> None:
        for name in names:
            self.page.get_by_label(name, exact=True).check()


def give(hand: Hand) -> None:
    """Access, who, what: then the page of caregivers says that it left."""
    hand.tap("link", "Accès")
    hand.tap("link", "Choisir un aidant")
    born = FATHER.birth_date
    typed = {
        "given_name": "Hervé", "family_name": "Le Goff", "matricule": FATHER.matricule,
        "born_0": born.day, "born_1": born.month, "born_2": born.year,
    }  # fmt: skip
    for name, value in typed.items():
        hand.page.fill(f"[name={name}]", str(value))
    hand.tap("button", "Continuer")
    hand.choose("Tous, sauf mes directives anticipées", "Non, il ne les voit pas")
    hand.choose("Lire seulement", "6 mois")
    shown = list(hand.screens)
    hand.tap("button", "Envoyer la proposition")
    assert "Si ces informations sont exactes" in hand.page.inner_text("main")
    assert len(shown) <= GIVE, shown


def accept(hand: Hand) -> None:
    hand.tap("link", "Ma famille")
    hand.tap("link", "Répondre à Nathalie Desmaux")
    assert len(hand.screens) <= ACCEPT, hand.screens
    hand.tap("button", "Accepter")
    assert "Vous êtes maintenant l’aidant" in hand.page.inner_text("main")
    hand.tap("button", "Ouvrir ce carnet")
    assert "Vous êtes l’aidant de Nathalie" in hand.page.inner_text("header")


def revoke(hand: Hand) -> None:
    hand.tap("link", "Accès")
    hand.tap("button", "Retirer son accès")
    assert hand.taps <= REVOKE
    assert "n’est plus votre aidant" in hand.page.inner_text("main")


def test_a_caregiver_is_chosen_accepts_and_is_out(phone: Page) -> None:
    here = family()
    phone.goto("/")
    give(Hand(phone, here.mother))
    assert len(delegates.received(here.father)) == 1
    accept(Hand(phone, here.father))
    inside = phone.context.cookies()
    revoke(Hand(phone, here.mother))
    phone.context.clear_cookies()
    phone.context.add_cookies(inside)  # type: ignore[arg-type]
    phone.goto("/documents/")
    assert "Ce carnet ne vous est plus ouvert" in phone.inner_text("main")
    assert delegates.helped(here.father) == []
