"""Goes from page to page and asks each check what it thinks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Browser, Page

from carnet.web.ui.language import available
from uichecks.browser import DESKTOP, PHONE, Scheme, browser, go, visitor
from uichecks.checks import (
    forms,
    journeys,
    keyboard,
    layout,
    lighthouse,
    network,
    printing,
    rules,
    safety,
    structure,
)
from uichecks.house import OUT, House
from uichecks.report import Report
from uichecks.visits import ABSENT, ANONYMOUS, CHILD, PATIENT, PRESENT, UNDERWAY, Visit, visits

FORMS = ("/activer/", "/connexion/")
PRINTED = frozenset({
    "home", "documents", "document", "readers", "access", "history", "notifications", "settings",
    "more", "help",
})  # fmt: skip
AUDITED = (
    (ANONYMOUS, "/"),
    (ANONYMOUS, "/connexion/"),
    (PATIENT, "/accueil/"),
    (PATIENT, "/documents/"),
)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def look(house: House, report: Report, *, only: str = "", fast: bool = False) -> None:
    """Run every check; what cannot be checked yet is said to be pending."""
    pages = [visit for visit in visits(house) if only in visit.route]
    with browser() as running:
        for kind in PRESENT:
            mine = [visit for visit in pages if visit.visitor == kind]
            _say(f"{kind}: {len(mine)} pages")
            _read(running, house, report, kind, mine)
        _whole_site(running, house, report)
        if fast:
            report.pending(3, "left out by --fast")
        else:
            _lighthouse(running, house, report)
    _markup(report)
    _wait(report)


def _read(running: Browser, house: House, report: Report, kind: str, mine: list[Visit]) -> None:
    """Each page is opened once; what changes it for good comes last."""
    titles: dict[str, str] = {}
    with visitor(running, house, kind) as context:
        for visit in mine:
            with network.watched(context) as (page, traffic):
                status = go(page, visit.path)
                if status != 200:  # noqa: PLR2004
                    report.verdict(17, visit.name, [f"status {status}"])
                    continue
                twin = titles.setdefault(page.title(), visit.path)
                same = [f"same title as {twin}"] if twin != visit.path else []
                _received(house, report, visit, page, traffic)
                _written(report, visit, page, same)
                _dressed(report, visit, page)
                _bent(report, visit, page)


def _received(
    house: House, report: Report, visit: Visit, page: Page, traffic: network.Traffic
) -> None:
    """What came over the wire."""
    _keep(visit, page)
    signed_in = visit.visitor != ANONYMOUS
    report.verdict(4, visit.name, network.weight(traffic))
    report.verdict(14, visit.name, network.policy(traffic, house.base, signed_in=signed_in))


def _written(report: Report, visit: Visit, page: Page, same_title: list[str]) -> None:
    """What the page says and how it is built."""
    signed_in = visit.visitor != ANONYMOUS
    report.verdict(17, visit.name, structure.frame(page, signed_in=signed_in) + same_title)
    report.verdict(15, visit.name, structure.languages(page))
    report.verdict(13, visit.name, structure.fields(page))
    report.verdict(16, visit.name, structure.words(page))
    report.verdict(10, visit.name, layout.targets(page))
    report.verdict(6, visit.name, keyboard.keyboard(page))


def _dressed(report: Report, visit: Visit, page: Page) -> None:
    """Axe and pictures: phone and desktop, light and dark."""
    for size, shape in ((PHONE, "phone"), (DESKTOP, "desktop")):
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            with _tall(page):
                _picture(page, f"{_file(visit)}-{shape}-{scheme}")
                found = rules.accessible(page)
            report.verdict(1, f"{visit.name} {shape} {scheme}", found)
    page.emulate_media(color_scheme="light")


def _bent(report: Report, visit: Visit, page: Page) -> None:
    """Small screens, paper, then spaced and doubled text."""
    report.verdict(8, visit.name, layout.reflow(page))
    page.set_viewport_size(PHONE)
    if visit.visitor != ANONYMOUS and visit.route in PRINTED:
        name = "Zoé Marchand" if visit.visitor == CHILD else "Julie Marchand"
        report.verdict(18, visit.name, printing.printed(page, name=name))
        page.emulate_media(media="screen")
    report.verdict(9, visit.name, layout.spacing(page) + layout.doubled(page))


def _whole_site(running: Browser, house: House, report: Report) -> None:
    """Checks that walk: forms, journeys, safety."""
    with visitor(running, house, ANONYMOUS) as context:
        for path in FORMS:
            page = context.new_page()
            go(page, path)
            report.verdict(12, path, forms.sent_empty(page))
            with _tall(page):
                _picture(page, f"failed-{path.strip('/')}-phone")
                report.verdict(1, f"{path} sent empty", rules.accessible(page))
            page.close()
    for journey in journeys.WALKED:
        with visitor(running, house, PATIENT, scripts=False) as context:
            stopped, beyond = journeys.walked(journey, context.new_page(), house)
            report.verdict(5, journey.name, stopped)
            report.verdict(7, journey.name, beyond)
    with visitor(running, house, PATIENT) as context:
        page = context.new_page()
        go(page, "/nulle-part/")
        _picture(page, "error-404-phone")
        report.verdict(1, "error page", rules.accessible(page))
        report.verdict(17, "error page", structure.frame(page, signed_in=False))
        report.verdict(20, "another person's document", safety.same_answer(page, house))
        report.verdict(20, "never sent twice", safety.never_twice(page))
        report.verdict(20, "hidden stays hidden", safety.hidden_stays_hidden(house))
        report.verdict(20, "accesses are written", safety.written(page))


def _lighthouse(running: Browser, house: House, report: Report) -> None:
    for kind, path in AUDITED:
        _say(f"lighthouse {path}")
        with visitor(running, house, kind) as context:
            cookies = [c["value"] for c in context.cookies() if c["name"] == "sessionid"]
            problems = lighthouse.audit(house.base + path, cookies[0] if cookies else "")
        report.verdict(3, f"{kind} {path}", problems)


def _markup(report: Report) -> None:
    files = sorted((OUT / "html").glob("*.html"))
    problems = rules.invalid(files)
    for file in files:
        report.verdict(2, file.stem, problems.get(file.name, []))


def _wait(report: Report) -> None:
    for number, name in journeys.WAITING.items():
        report.pending(5, f"journey {number}, {name}")
        report.pending(7, f"journey {number}, {name}")
    for route in sorted(UNDERWAY):
        report.pending(1, f"{route}: in the middle of a journey, not looked at yet")
    report.pending(6, "journeys by keyboard alone: only the stops of each page are checked")
    for kind in ABSENT:
        report.pending(1, f"{kind}: no screen yet, so no check of this visitor ran")
    for code, name in settings.LANGUAGES:
        if code != "fr":
            offered = "offered but not looked at" if code in available() else "no catalogue yet"
            report.pending(15, f"{name}: {offered}")
    report.pending(11, "no chart yet")
    report.pending(18, "emergency card and wallet card: no screen yet")
    report.pending(19, "no offline page yet")
    report.pending(20, "two-minute warning that keeps a draft: no screen yet")
    report.pending(20, "secret of a teenager, export: no screen yet")


def _keep(visit: Visit, page: Page) -> None:
    """Save the page as the server sent it, for html-validate."""
    folder = OUT / "html"
    folder.mkdir(exist_ok=True)
    answer = page.request.get(visit.path)
    folder.joinpath(f"{_file(visit)}.html").write_text(answer.text(), encoding="utf-8")


def _file(visit: Visit) -> str:
    part = Path(visit.path).name if visit.route == "document" else ""
    return "-".join(filter(None, (visit.visitor, visit.route, part[:6])))


@contextmanager
def _tall(page: Page) -> Iterator[None]:
    """As if the screen were as tall as the page: the bottom bar hides nothing."""
    shape = page.viewport_size or PHONE
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": shape["width"], "height": max(height, shape["height"])})
    yield
    page.set_viewport_size(shape)


def _picture(page: Page, name: str) -> None:
    page.screenshot(path=OUT / f"{name}.png")


def _say(text: str) -> None:
    sys.stderr.write(f"ui-checks: {text}\n")
