"""Journey 2: activate with an agent of France Services. Four screens for the agent, no JavaScript.

The person goes on alone, on their own phone; the agent sees steps, never a value.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from carnet.accounts import codes
from carnet.demo.models import Message
from tests.accounts.world import MOTHER, PASSWORD
from tests.assistance.world import agent, code_of, known

pytestmark = pytest.mark.browser


def _fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.fill(f'[name="{name}"]', value)


def _submit(page: Page) -> None:
    page.click("main form:not(.post) button[type=submit]")


def _enter(page: Page, identifier: str) -> None:
    page.goto("/guichet/connexion/")
    _fill(page, identifier=identifier, password=PASSWORD)
    _submit(page)
    _fill(page, code=code_of(identifier))
    _submit(page)


def _born(page: Page) -> None:
    _fill(page, birth_date_0="14", birth_date_1="8", birth_date_2="1985")


def test_it_takes_four_screens_of_the_agent(phone: Page) -> None:
    known()
    desk = _second(phone)
    _enter(desk, agent().identifier)
    screens = [desk.url]
    desk.on("framenavigated", lambda frame: screens.append(frame.url))
    # One: find. Two: the identity document. Three: the case. Four: the code, then the steps.
    _fill(desk, matricule=MOTHER.matricule)
    _born(desk)
    _submit(desk)
    desk.check("[value=passport]")
    _fill(desk, name="Desmaux")
    _submit(desk)
    desk.click("text=Activer avec la personne")
    desk.click("main form.post button:has-text('Commencer')")
    said = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", desk.inner_text("main"))
    assert said
    assert len(set(screens)) == 4, screens

    # The person, on their own phone.
    letter = _letter()
    phone.goto("/activer/aide/")
    _fill(phone, code=said.group())
    _submit(phone)
    assert "France Services de Lens" in phone.inner_text("main")
    phone.click("text=Accepter et commencer")
    _fill(phone, matricule=MOTHER.matricule, vitale=MOTHER.vitale, code=letter)
    _born(phone)
    _submit(phone)
    _fill(phone, identifier="nathalie.d", password="Cerise-42x")
    _submit(phone)
    desk.click("text=Actualiser")
    steps = desk.locator("main ul.list li")
    assert [one.inner_text().count("Fait") for one in steps.all()] == [1, 1, 1, 0, 0, 0]
    assert said.group() not in desk.inner_text("main")  # it has served: the steps come first
    for value in ("nathalie.d", "Cerise-42x", letter, MOTHER.vitale, MOTHER.email):
        assert value not in desk.content()


def _second(page: Page) -> Page:
    """The browser of the desk: another one, with a wide screen."""
    page.goto("/healthz")
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(
        base_url=page.url.removesuffix("/healthz"), java_script_enabled=False, locale="fr-FR",
        viewport={"width": 1280, "height": 900},
    )  # fmt: skip
    context.set_default_timeout(10_000)
    return context.new_page()


def _letter() -> str:
    """The provisional code of the only message that was sent."""
    group = f"[{codes.ALPHABET}]{{5}}"
    found = re.search(f"{group}-{group}", Message.objects.get().text)
    assert found
    return found.group()
