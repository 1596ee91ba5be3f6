"""Check 15: a page is whole in the language it declares, and no word of the other one is on it."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from carnet.web.ui.language import SOURCE, available
from tests.web.language import english_in, french_in, read

STRANGERS = {"fr": english_in, "en": french_in}


def each(page: Page, path: str) -> dict[str, str]:
    """The page's HTML in each language of the house, chosen as its readers choose it."""
    found = {}
    for code in available():
        _choose(page, code)
        found[code] = page.request.get(path).text()
    _choose(page, SOURCE)
    return found


def _choose(page: Page, code: str) -> None:
    """As the button at the foot of a page does."""
    here = page.request.get("/aide/").text()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', here)
    form = {"csrfmiddlewaretoken": token[1] if token else ""}
    page.request.post(f"/langue/{code}/", form=form, max_redirects=0)


def declared(html: str, code: str) -> list[str]:
    """The page says which language it speaks."""
    said = read(html)[0]
    return [] if said == code else [f"lang is {said!r}"]


def left(html: str, code: str) -> list[str]:
    """Words of ours that stayed in the other language."""
    return [f"not translated: {text[:80]}" for text in STRANGERS[code](html)]
