"""Check 11: curves that everybody can read, and whose words are seen in any colours."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image
from playwright.sync_api import Locator, Page

from uichecks.checks.scripts import script

LEAST = 4.5  # contrast of the words of the scales (WCAG 1.4.3)
_LINEAR, _KNEE = 12.92, 0.04045  # of sRGB


def charts(page: Page) -> list[str]:
    """Title and description, the table with the same numbers, no colour written, words seen.

    Empty where the page has no chart. Leaves the page in light colours.
    """
    return [*page.evaluate(script("charts")), *_unseen(page)]


def there(page: Page) -> bool:
    """Whether the page has a chart."""
    return page.locator("main svg.chart").count() > 0


def _unseen(page: Page) -> Iterator[str]:
    """Words of a scale whose own pixels do not stand out: axe does not see them in a drawing."""
    page.emulate_media(color_scheme="dark")
    yield from (f"dark colours: {word}" for word in _faint(page))
    page.emulate_media(color_scheme="light", forced_colors="active")
    yield from (f"forced colours: {word}" for word in _faint(page))
    page.emulate_media(color_scheme="light", forced_colors="none")


def _faint(page: Page) -> Iterator[str]:
    for word in page.locator("main svg.chart text").all():
        if (ratio := _contrast(word)) < LEAST:
            yield f"« {word.text_content()} » has a contrast of {ratio:.1f}"


def _contrast(word: Locator) -> float:
    """Between the lightest and the darkest pixel where the word stands."""
    pixels = Image.open(io.BytesIO(word.screenshot())).convert("RGB").tobytes()
    colours = set(zip(pixels[0::3], pixels[1::3], pixels[2::3], strict=True))
    shades = [_luminance(*colour) for colour in colours]
    return (max(shades) + 0.05) / (min(shades) + 0.05)


def _luminance(red: int, green: int, blue: int) -> float:
    """Relative luminance (WCAG)."""
    return 0.2126 * _light(red) + 0.7152 * _light(green) + 0.0722 * _light(blue)


def _light(of: int) -> float:
    part = of / 255
    return part / _LINEAR if part <= _KNEE else float(((part + 0.055) / 1.055) ** 2.4)
