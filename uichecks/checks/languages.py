"""Check 15: a page is whole in the language it declares, and no word of the other one is on it."""

from __future__ import annotations

from playwright.sync_api import Page

from carnet.web.ui.language import SOURCE, available
from tests.web.language import english_in, french_in, read

STRANGERS = {"fr": english_in, "en": french_in}


def each(page: Page, path: str) -> dict[str, str]:
    """The page's HTML in each language of the house, chosen as its readers choose it."""
    found = {}
    for code in available():
        page.request.get(f"/langue/{code}/", max_redirects=0)
        found[code] = page.request.get(path).text()
    page.request.get(f"/langue/{SOURCE}/", max_redirects=0)
    return found


def declared(html: str, code: str) -> list[str]:
    """The page says which language it speaks."""
    said = read(html)[0]
    return [] if said == code else [f"lang is {said!r}"]


def left(html: str, code: str) -> list[str]:
    """Words of ours that stayed in the other language."""
    return [f"not translated: {text[:80]}" for text in STRANGERS[code](html)]
