"""Checks 8, 9 and 10: small screens, large text, targets that a finger finds."""

from __future__ import annotations

from playwright.sync_api import Page

from uichecks.checks.scripts import script


def reflow(page: Page) -> list[str]:
    """Nothing wider than the smallest screens."""
    found = []
    for height in (256, 640):
        page.set_viewport_size({"width": 320, "height": height})
        found += [f"320x{height}: {problem}" for problem in page.evaluate(script("overflow"))]
    return found


def spacing(page: Page) -> list[str]:
    """Spaced text (WCAG 1.4.12): nothing clipped, nothing wider than the screen."""
    page.evaluate(script("spacing"))
    return [
        f"spaced text: {p}"
        for p in [*page.evaluate(script("clipped")), *page.evaluate(script("overflow"))]
    ]


def doubled(page: Page) -> list[str]:
    """Text twice as large: nothing clipped, nothing over another, nothing too wide."""
    page.evaluate(script("double"))
    problems = [
        *page.evaluate(script("clipped")),
        *page.evaluate(script("overflow")),
        *page.evaluate(script("overlap")),
    ]
    return [f"text 200 %: {problem}" for problem in problems]


def targets(page: Page) -> list[str]:
    """Actions of at least 44 px, other targets of at least 24 px (links in a sentence aside)."""
    found: list[str] = page.evaluate(script("small"))
    return found
