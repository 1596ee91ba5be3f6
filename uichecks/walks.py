"""Checks that walk: the way in, forms, journeys by finger and by keyboard, safety."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext

from uichecks import pages
from uichecks.browser import go, visitor
from uichecks.checks import entrance, safety, structure
from uichecks.checks import forms as sent
from uichecks.checks.journeys import WALKED, walked
from uichecks.house import House
from uichecks.newcomers import BY_HAND, LOOKED_AT, STOPPED
from uichecks.report import Report
from uichecks.visits import ANONYMOUS, NEWCOMER, PATIENT, Visit
from uichecks.walk import KeyWalk, Walk

BY_KEYS = frozenset({1, 3, 6, 7})


def underway(running: Browser, house: House, report: Report) -> None:
    """Activate and sign in again, stopping at each screen to look at it and to type wrongly."""
    person = house.newcomers[LOOKED_AT]
    for steps in (entrance.ACTIVATION, entrance.SIGN_IN):
        with visitor(running, house, NEWCOMER) as context:
            walk = Walk(context.new_page(), LOOKED_AT)
            walk.page.goto(steps[0].path)
            for step in steps:
                if step is not steps[0]:
                    report.title(
                        visit := Visit(NEWCOMER, step.route, step.path),
                        pages.examine(context, report, visit),
                    )
                    _wrongly(context, report, step.path)
                step.act(walk, person)
            where = walk.screens[-1]
            report.verdict(5, steps[0].route, [] if where == "/accueil/" else [f"ends at {where}"])


def _wrongly(context: BrowserContext, report: Report, path: str) -> None:
    if path in sent.UNDERWAY:
        _empty(context, report, path)
        _bad(context, report, sent.UNDERWAY[path])


def forms(running: Browser, house: House, report: Report) -> None:
    """Forms that anybody may send; then an address that leads nowhere."""
    with visitor(running, house, ANONYMOUS) as context:
        for path in (
            "/activer/",
            "/opposition/",
            "/activer/sans-code/",
            "/connexion/",
            "/affichage/",
        ):
            _empty(context, report, path)
        for bad in sent.anyone(house.newcomers[BY_HAND]):
            _bad(context, report, bad)
        page = context.new_page()
        go(page, "/nulle-part/")
        report.verdict(1, "error page", pages.seen(page, "error-404-phone"))
        report.verdict(17, "error page", structure.frame(page, signed_in=False))
        report.verdict(16, "error page", structure.words(page))


def _empty(context: BrowserContext, report: Report, path: str) -> None:
    page = context.new_page()
    go(page, path)
    report.verdict(12, f"{path} sent empty", sent.sent_empty(page))
    found = pages.seen(page, f"failed{path.replace('/', '-')}phone")
    report.verdict(1, f"{path} sent empty", found)
    page.close()


def _bad(context: BrowserContext, report: Report, bad: sent.Bad) -> None:
    page = context.new_page()
    go(page, bad.path)
    name = f"{bad.path} with a bad {bad.field or 'whole'}"
    report.verdict(12, name, sent.sent_bad(page, bad))
    report.verdict(16, name, structure.words(page))
    page.close()


def dead_ends(running: Browser, house: House, report: Report) -> None:
    """Each reason not to activate, met by a person who has it, without JavaScript."""
    for reason in STOPPED:
        with visitor(running, house, NEWCOMER, scripts=False) as context:
            found = entrance.stopped(Walk(context.new_page()), house.newcomers[reason], reason)
            report.verdict(5, f"stops at {reason}", found)


def journeys(running: Browser, house: House, report: Report) -> None:
    """Each journey with a finger, some with the keyboard alone; then what must stay safe."""
    for journey in WALKED:
        with visitor(running, house, journey.visitor, scripts=False) as context:
            stopped, beyond = walked(journey, Walk(context.new_page()), house)
        report.verdict(5, journey.name, stopped)
        report.verdict(7, journey.name, beyond)
        if journey.number in BY_KEYS:
            with visitor(running, house, journey.visitor, scripts=False) as context:
                stopped, _beyond = walked(journey, KeyWalk(context.new_page()), house)
            report.verdict(6, f"{journey.name}, by keyboard alone", stopped)
    with visitor(running, house, PATIENT) as context:
        page = context.new_page()
        report.verdict(20, "another person's document", safety.same_answer(page, house))
        report.verdict(20, "never sent twice", safety.never_twice(page))
        report.verdict(20, "hidden stays hidden", safety.hidden_stays_hidden(house))
        report.verdict(20, "accesses are written", safety.written(page, house))
