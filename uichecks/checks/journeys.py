"""Checks 5 and 7: the journeys, without JavaScript, within their budgets of pages and taps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from uichecks.house import House


@dataclass(slots=True)
class Walk:
    """One visitor on the way: counts taps and fields."""

    page: Page
    taps: int = 0
    fields: int = 0

    def tap(self, name: str, *, role: str = "link") -> None:
        """Touch a link or a button by its words, and wait for the page."""
        self.page.locator("main, .bar, .profile").get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.page.wait_for_load_state()
        self.taps += 1

    def fill(self, label: str, value: str) -> None:
        """Type into the field of this label."""
        self.page.get_by_label(label).first.fill(value)
        self.fields += 1

    def sees(self, text: str) -> None:
        """Fail unless the words are on the page."""
        self.page.get_by_text(text).first.wait_for(timeout=3000)


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey of interface.md 2.3, its ceiling, and how to walk it from the home page."""

    number: int
    name: str
    taps: int
    fields: int
    walk: Callable[[Walk, House], None]


def _read_result(walk: Walk, house: House) -> None:
    walk.page.locator("main .card-link a, main .item a").first.click()
    walk.taps += 1
    walk.page.wait_for_url("**/documents/*/")
    walk.sees("Garder ce document")


def _find_old(walk: Walk, house: House) -> None:
    walk.tap("Documents")
    walk.page.locator("main .item a").last.click()
    walk.taps += 1
    walk.page.wait_for_url("**/documents/*/")


def _choose_readers(walk: Walk, house: House) -> None:
    walk.page.goto(house.world.address(house.world.julie, house.world.documents[0]))
    walk.tap("Qui peut lire ce document")
    walk.tap("Masquer aux soignants", role="button")
    walk.sees("Ce document est masqué aux soignants.")
    walk.page.get_by_role("button", name="Annuler").click()
    walk.sees("Ce document est de nouveau visible.")


def _see_and_block(walk: Walk, house: House) -> None:
    walk.tap("Historique")
    walk.sees("Qui a lu ce carnet")
    walk.tap("Bloquer une personne")
    walk.tap("Bloquer", role="button")
    walk.sees("ne peut plus lire ce carnet")
    walk.page.get_by_role("button", name="Annuler").click()
    walk.sees("peut lire ce carnet")


def _switch(walk: Walk, house: House) -> None:
    walk.page.locator(".profile").click()
    walk.taps += 1
    walk.tap("Ouvrir ce carnet", role="button")
    walk.sees("Vous êtes dans le carnet de")


WALKED = (
    Journey(3, "read a new result", 1, 0, _read_result),
    Journey(4, "find an old document", 2, 0, _find_old),
    Journey(6, "choose who can read a document", 2, 0, _choose_readers),
    Journey(7, "see who read, and block", 3, 0, _see_and_block),
    Journey(9, "switch to a child's record", 2, 0, _switch),
)
WAITING = {
    1: "activate alone, then sign in again (walked by tests/web, not yet by a browser here)",
    2: "activate with an agent",
    5: "add a paper document by photo",
    8: "emergency card and emergency access",
    10: "caregiver: give, accept, revoke",
    11: "record an allergy and a treatment",
    12: "reply to a professional",
    13: "prevention",
    14: "apps, export, closing",
    15: "professional: the essential in 30 seconds",
}


def walked(journey: Journey, page: Page, house: House) -> tuple[list[str], list[str]]:
    """Walk it; return what stopped it, and what went beyond its budget."""
    walk = Walk(page)
    try:
        page.goto("/accueil/")
        journey.walk(walk, house)
    except Exception as stop:  # noqa: BLE001 - whatever stops a journey is its finding
        return [str(stop).splitlines()[0][:160]], ["not walked to its end"]
    beyond = [
        f"{found} {name} > {most}"
        for name, found, most in (
            ("taps", walk.taps, journey.taps),
            ("fields", walk.fields, journey.fields),
        )
        if found > most
    ]
    return [], beyond
