"""Check 6: with the keyboard alone, focus is always seen and never trapped."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from uichecks.checks.scripts import script

MOST_STOPS = 150


def keyboard(page: Page) -> list[str]:
    """Tab through the whole page: every stop outlined, on the screen, under nothing."""
    found: list[str] = []
    seen: set[int] = set()
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(script("stop"))
        if stop is None or stop["key"] in seen:
            return found if stop is None or len(seen) > 1 else [*found, "focus is trapped"]
        seen.add(stop["key"])
        found += _wrong(stop)
    return [*found, f"more than {MOST_STOPS} stops"]


def wrong_stop(page: Page) -> str:
    """What is wrong with where the focus is now, if anything is."""
    stop = page.evaluate(script("stop"))
    return ", ".join(_wrong(stop)) if stop else ""


def _wrong(stop: dict[str, Any]) -> list[str]:
    wrong = [word for word in ("outlined", "inside", "seen") if not stop[word]]
    return [f"{stop['name']!r} is not {word}" for word in wrong]
