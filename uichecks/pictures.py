"""``python -m uichecks.pictures``: the pictures of the README, taken in the small world."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

from PIL import Image

from uichecks import tools
from uichecks.house import ROOT, House, house

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Screen = dict[str, Any]  # what ``browser.visitor`` takes of a screen
FOLDER = ROOT / "docs" / "pictures"
COLOURS, MOST_BYTES = 96, 150_000
HOME = "/accueil/"


def main() -> int:
    """Take them; exit 1 when one weighs too much, 2 when the tools are absent."""
    if missing := tools.absent():
        sys.stderr.write(f"pictures: {missing}\n")
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with house() as opened:
        from uichecks.browser import browser

        with browser() as running:
            weights = _all(running, opened)
    sys.stdout.writelines(f"{weight:7} {name}\n" for name, weight in weights.items())
    return 1 if max(weights.values()) > MOST_BYTES else 0


def _all(running: Browser, opened: House) -> dict[str, int]:
    """Take each picture; return their weights in bytes, by name."""
    from uichecks.browser import DESKTOP, PHONE

    report = opened.world.address(opened.world.julie, opened.world.documents[0])
    phone: Screen = {"size": PHONE, "device_scale_factor": 2}
    shots: dict[str, tuple[str, Screen]] = {
        "home-phone.png": (HOME, phone),
        "document-phone.png": (report, phone),
        "readers-desktop.png": (f"{report}lecteurs/", {"size": DESKTOP}),
    }
    return {
        name: _kept(name, _shot(running, opened, path, screen))
        for name, (path, screen) in shots.items()
    }


def _shot(running: Browser, opened: House, path: str, screen: Screen) -> bytes:
    """What the screen shows before any scrolling."""
    from uichecks.browser import go, visitor
    from uichecks.visits import PATIENT

    with visitor(running, opened, PATIENT, **screen) as context:
        page = context.new_page()
        go(page, path)
        if path == HOME:  # one of the two alerts is known: the news below come into sight
            page.get_by_role("button", name="C’est normal").first.click()
            go(page, path)
        return page.screenshot()


def _kept(name: str, shot: bytes) -> int:
    """Write it with few colours; return its weight."""
    target = FOLDER / name
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    return target.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
