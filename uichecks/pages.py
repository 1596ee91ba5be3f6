"""One page, asked by each check that looks at a page by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin

from playwright.sync_api import BrowserContext, Page

from uichecks.browser import DESKTOP, PHONE, Scheme, go
from uichecks.checks import charts, keyboard, languages, layout, network, printing, rules, structure
from uichecks.checks.scripts import script
from uichecks.house import OUT
from uichecks.report import Report
from uichecks.visits import AGENT, AGENT_OF_CHILD, ARRIVING, CHILD, KNOWN, PATIENT, Visit

# Stand-ins speak to builders: their words are not held to those of patients.
PLAIN = "demo:"
PRINTED = frozenset({
    "home", "documents", "document", "readers", "access", "history", "notifications", "settings",
    "more", "help",
})  # fmt: skip
OWN = frozenset({"desk:keys"})  # what an agent types there is of the agent
NAMES = {CHILD: "Zoé Marchand", PATIENT: "Julie Marchand"}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def examine(context: BrowserContext, report: Report, visit: Visit) -> str:
    """Open the page once and run every check; what changes it for good comes last. Its title."""
    with network.watched(context) as (page, traffic):
        status = go(page, visit.path)
        if status != 200 or page.url != urljoin(page.url, visit.path):  # noqa: PLR2004
            report.verdict(17, visit.name, [f"status {status}, at {page.url}"])
            return ""
        title = page.title()
        _received(report, visit, page, traffic)
        _written(report, visit, page)
        _dressed(report, visit, page)
        _bent(report, visit, page)
        return title


def _received(report: Report, visit: Visit, page: Page, traffic: network.Traffic) -> None:
    """What came over the wire, in each language."""
    base = page.url.removesuffix(visit.path)
    report.verdict(4, visit.name, network.weight(traffic))
    own = visit.visitor in (*KNOWN, ARRIVING)
    report.verdict(14, visit.name, network.policy(traffic, base, signed_in=own))
    for code, html in languages.each(page, visit.path).items():
        found = languages.declared(html, code) + (
            [] if visit.quotes else languages.left(html, code)
        )
        report.verdict(15, f"{visit.name} in {code}", found)
        keep(f"{visit.file}-{code}", html)


def _written(report: Report, visit: Visit, page: Page) -> None:
    """What the page says and how it is built."""
    report.verdict(17, visit.name, structure.frame(page, signed_in=visit.signed_in))
    page.evaluate(script("unfold"))
    other = visit.visitor in (AGENT, AGENT_OF_CHILD) and visit.route not in OWN
    report.verdict(13, visit.name, structure.fields(page, of_another=other))
    report.verdict(10, visit.name, layout.targets(page))
    report.verdict(6, visit.name, keyboard.keyboard(page))
    if not visit.route.startswith(PLAIN):
        report.verdict(16, visit.name, structure.words(page))
    page.evaluate(script("fold"))


def _dressed(report: Report, visit: Visit, page: Page) -> None:
    """Axe and pictures: phone and desktop, light and dark, where nothing but colours differs."""
    for size, shape in ((PHONE, "phone"), (DESKTOP, "desktop")):
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found = seen(page, f"{visit.file}-{shape}-{scheme}", colours=scheme == "dark")
            report.verdict(1, f"{visit.name} {shape} {scheme}", found)
    page.emulate_media(color_scheme="light")


def _small(page: Page, visit: Visit) -> None:
    """Pictures of the smallest screen, where ``reflow`` left the page."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        with tall(page):
            page.screenshot(path=OUT / f"{visit.file}-small-{scheme}.png")
    page.emulate_media(color_scheme="light")


def seen(page: Page, picture: str, *, colours: bool = False) -> list[str]:
    """Take a picture of the whole page; then ask axe, with each ``details`` open."""
    with tall(page):
        page.screenshot(path=OUT / f"{picture}.png")
    page.evaluate(script("unfold"))
    with tall(page):
        found = rules.accessible(page, colours=colours)
    page.evaluate(script("fold"))
    return found


def _bent(report: Report, visit: Visit, page: Page) -> None:
    """Small screens, paper, then spaced and doubled text."""
    page.evaluate(script("unfold"))
    report.verdict(8, visit.name, layout.reflow(page))
    _small(page, visit)
    page.set_viewport_size(PHONE)
    if charts.there(page):
        report.verdict(11, visit.name, charts.charts(page))
    if visit.visitor in NAMES and visit.route in PRINTED:
        report.verdict(18, visit.name, printing.printed(page, name=NAMES[visit.visitor]))
        page.emulate_media(media="screen")
    report.verdict(9, visit.name, layout.spacing(page) + layout.doubled(page))


def keep(name: str, html: str) -> None:
    """Save the page as the server sent it, for html-validate."""
    folder = OUT / "html"
    folder.mkdir(exist_ok=True)
    folder.joinpath(f"{name}.html").write_text(html, encoding="utf-8")


@contextmanager
def tall(page: Page) -> Iterator[None]:
    """As if the screen were as tall as the page: the bottom bar hides nothing."""
    shape = page.viewport_size or PHONE
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": shape["width"], "height": max(height, shape["height"])})
    yield
    page.set_viewport_size(shape)
