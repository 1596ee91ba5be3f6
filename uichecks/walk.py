"""Somebody on the way from page to page: with a finger, or with the keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Frame, Locator, Page

from uichecks.checks.keyboard import MOST_STOPS, wrong_stop
from uichecks.newcomers import BY_HAND, BY_KEYBOARD

LONG = 5000  # ms


class Lost(Exception):
    """The way stops here."""


@dataclass  # no slots: Playwright leaves marks on what listens
class Walk:
    """With a finger. Counts taps, fields and screens."""

    page: Page
    newcomer: str = BY_HAND
    taps: int = 0
    fields: int = 0
    screens: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(LONG)
        self.page.on("framenavigated", self._arrived)

    def _arrived(self, frame: Frame) -> None:
        path = urlsplit(frame.url).path
        if not frame.parent_frame and self.screens[-1:] != [path]:
            self.screens.append(path)

    def tap(self, name: str, *, role: str = "link") -> None:
        """Touch a link or a button by its words."""
        places = self.page.locator("main, .bar, .profile")
        self.follow(places.get_by_role(role, name=name).first)  # type: ignore[arg-type]

    def follow(self, target: Locator) -> None:
        """Touch this, and wait for the page it leads to."""
        self.undo(target)
        self.taps += 1

    def undo(self, target: Locator) -> None:
        """The same, outside the count."""
        target.wait_for()
        with self.page.expect_navigation(wait_until="load"):
            self.press(target)

    def send(self) -> None:
        """Press the only button of the page's form."""
        self.follow(self.page.locator("main form:has(.field) button[type=submit]").first)

    def fill(self, **values: str) -> None:
        """Type into the inputs of these names; a field of several inputs counts once."""
        for name, value in values.items():
            self.type(self.page.locator(f"[name={name}]"), value)
        self.fields += len({name.rstrip("_012") for name in values})

    def press(self, target: Locator) -> None:
        """Touch."""
        target.click()

    def type(self, target: Locator, value: str) -> None:
        """Write."""
        target.fill(value)

    def sees(self, text: str) -> None:
        """Raise unless the words are on the page."""
        self.page.get_by_text(text).filter(visible=True).first.wait_for(timeout=LONG)


@dataclass
class KeyWalk(Walk):
    """With Tab, Enter, Space and letters; every stop on the way is seen."""

    newcomer: str = BY_KEYBOARD

    def press(self, target: Locator) -> None:
        """Go there, then Enter for a link, Space for a button."""
        self._reach(target)
        link = target.evaluate("e => e.matches('a')")
        self.page.keyboard.press("Enter" if link else "Space")

    def type(self, target: Locator, value: str) -> None:
        """Go there, then the letters one by one."""
        self._reach(target)
        self.page.keyboard.type(value)

    def _reach(self, target: Locator) -> None:
        for _stop in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if problem := wrong_stop(self.page):
                raise Lost(problem)
            if target.evaluate("e => e === document.activeElement"):
                return
        raise Lost(f"Tab never reaches {target}")
