"""Journey 4 on a cheap phone, without JavaScript: an old document in two actions, type and open."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from tests.journeys.test_family import enter
from uichecks.walk import Walk
from uichecks.world import World, build

pytestmark = pytest.mark.browser
HIGHLIGHT = (233, 210, 253)  # Chromium's own, of the words of a text fragment


@pytest.fixture
def world(address: str) -> World:
    return build()


@pytest.fixture
def walk(phone: Page, address: str, world: World) -> Walk:
    """Julie at home; her taps are counted from here."""
    enter(phone, address, world.julie)
    return Walk(phone)


def find(walk: Walk) -> Locator:
    """Type, and return the link of the one hit."""
    walk.fill(mots="fatigue")
    walk.tap("Chercher", role="button")
    assert walk.page.locator("main mark").all_inner_texts() == ["Fatigue"]
    return walk.page.locator("main .item a").first


def highlighted(page: Page) -> bool:
    """Whether the browser coloured words on the screen."""
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        colours = picture.convert("RGB").getcolors(1 << 24) or []
    return sum(count for count, colour in colours if colour == HIGHLIGHT) > 100


def test_from_home_the_document_is_open_in_two_actions_at_its_words(walk: Walk) -> None:
    walk.follow(find(walk))
    walk.sees("Fatigue depuis un mois")
    assert (walk.taps, walk.fields) == (2, 1)
    assert highlighted(walk.page)
    plainly = walk.page.url.partition("#")[0]
    walk.page.goto("/plus/")
    walk.page.goto(plainly)  # without the words, nothing is coloured, and the part stays folded
    assert not highlighted(walk.page)


def test_from_the_list_too(walk: Walk) -> None:
    walk.page.goto("/documents/")
    walk.follow(find(walk))
    walk.sees("Fatigue depuis un mois")
    assert (walk.taps, walk.fields) == (2, 1)
