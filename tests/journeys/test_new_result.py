"""Journey 3 on a cheap phone, without JavaScript: a new result, one tap from the mail or from home.

What it means and the result before it are on the page (interface.md 2.3); its curve is a tap away.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from carnet.base import outbox
from tests.contents.reports import Measured, deposited, read_all
from tests.journeys.test_family import enter
from tests.journeys.test_letter_to_first_document import last_one_time_code
from uichecks.walk import Walk
from uichecks.world import PASSWORD, World, build

pytestmark = pytest.mark.browser
TITLE = "Prise de sang du 20 novembre"
FERRITIN = Measured("35", "20261120", "ug/L", "2276-4", "Ferritine", "15 150", "N")
GLUCOSE = Measured("1.30", "20261120", "g/L", "14771-0", "Glycémie à jeun", "0.74 1.06", "H")


@pytest.fixture
def world(address: str) -> World:
    """The laboratory has just deposited a report, and the worker has passed."""
    world = build()
    day = datetime(2026, 11, 20, 7, tzinfo=UTC)
    lines = (FERRITIN, GLUCOSE)
    deposited(90, *lines, person_id=world.julie, title=TITLE, service_start=day)
    outbox.drain()
    read_all()
    return world


def sign_in(phone: Page) -> None:
    """From the address that the mail gives."""
    phone.goto("/demo/courriels/")
    told = phone.inner_text("main")
    assert "Vous avez du nouveau dans votre carnet" in told
    assert "Ferritine" not in told
    assert "/connexion/" in told
    phone.goto("/connexion/")
    phone.fill("[name=identifier]", "demo-julie")
    phone.fill("[name=password]", PASSWORD)
    phone.locator("main form button[type=submit]").first.click()
    phone.fill("[name=code]", last_one_time_code(phone))
    phone.locator("main form button[type=submit]").first.click()
    expect(phone.locator("h1")).to_have_text("Bonjour Julie")


def read(walk: Walk) -> None:
    """The meaning and the result before it, without another tap."""
    walk.follow(
        walk.page.get_by_role("link", name=re.compile("Prise de sang du 20 novembre")).first
    )
    told = walk.page.inner_text("main")
    assert "Un résultat sur 2 est différent de l’habituel." in told
    assert "Plus haut que l’habituel" in told
    assert "quantité de sucre dans le sang" in told
    assert "Avant\u00a0: 9\u00a0µg/L, le 12\u00a0novembre 2026" in told


def test_one_tap_after_the_sign_in_that_the_mail_asks(phone: Page, world: World) -> None:
    sign_in(phone)
    walk = Walk(phone)
    read(walk)
    assert (walk.taps, walk.fields) == (1, 0)


def test_one_tap_from_home_then_one_to_the_curve(phone: Page, address: str, world: World) -> None:
    enter(phone, address, world.julie)
    walk = Walk(phone)
    read(walk)
    assert walk.taps == 1
    walk.tap("Ferritine")
    walk.sees("Il a augmenté depuis le résultat d’avant")
    curve = walk.page.get_by_role("img", name="Ferritine au fil du temps")
    expect(curve).to_be_visible()
    assert curve.locator(".chart-mark").count() == 3
    assert walk.taps == 2


def test_from_a_number_of_the_table_to_its_place_in_the_document(
    phone: Page, address: str, world: World
) -> None:
    enter(phone, address, world.julie)
    walk = Walk(phone)
    walk.page.goto(world.analysis(world.julie, "2276-4"))
    walk.page.get_by_text("Lire les résultats dans un tableau").click()
    walk.follow(walk.page.locator("tbody tr").first.get_by_role("link"))
    expect(walk.page.locator(":target")).to_contain_text("Ferritine")
    expect(walk.page.locator(":target")).to_be_in_viewport()
    assert walk.taps == 1
