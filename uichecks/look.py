"""Goes through the house in two windows at once, Lighthouse beside; walks come last."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

from django.db import connections
from playwright.sync_api import Browser

from uichecks import pages, walks
from uichecks.browser import browser, visitor
from uichecks.checks import lighthouse, rules
from uichecks.documents import documents
from uichecks.house import OUT, House
from uichecks.report import Report
from uichecks.visits import Visit, visits
from uichecks.waiting import wait

WINDOWS = 2  # Chromium and this process keep two cores busy with that
CHUNK = 8
Task = Callable[[Browser], None]


def look(house: House, report: Report, asked: Namespace) -> None:
    """Run what was asked; what cannot be checked yet, or was left out, is said to be pending."""
    for old in (*OUT.glob("*.png"), *OUT.glob("html/*.html")):
        old.unlink()
    first, last = _chosen(house, report, asked)
    audited = not (asked.fast or asked.only or asked.walks or asked.documents)
    with ThreadPoolExecutor(1) as aside:
        audits = aside.submit(lighthouse.first, house) if audited else None
        _in_windows(first)
        _in_windows(last)
        if audits:
            lighthouse.settle(report, audits.result())
    if not audited:
        report.pending(3, "left out as asked")
    _markup(report)
    wait(report)


def _chosen(house: House, report: Report, asked: Namespace) -> tuple[list[Task], list[Task]]:
    if asked.documents:
        return [lambda running: documents(running, report)], []
    if asked.walks:
        return [], _last(house, report)
    first = _first(house, report, asked.only)
    return (first, []) if asked.only else (first, _last(house, report))


def _first(house: House, report: Report, only: str) -> list[Task]:
    """What leaves the world as it is, the longest first."""
    wanted = [visit for visit in visits(house) if only in visit.route]
    tasks = [_pages(house, report, chunk) for chunk in _chunks(wanted)]
    if only:
        return tasks
    return [
        lambda running: documents(running, report),
        lambda running: walks.underway(running, house, report),
        *tasks,
    ]


def _last(house: House, report: Report) -> list[Task]:
    """What changes records, each of these another one."""
    return [
        lambda running: walks.journeys(running, house, report),
        lambda running: walks.forms(running, house, report),
        lambda running: walks.dead_ends(running, house, report),
    ]


def _chunks(asked: list[Visit]) -> Iterable[list[Visit]]:
    for _kind, mine in groupby(asked, lambda visit: visit.visitor):
        found = list(mine)
        yield from (found[start : start + CHUNK] for start in range(0, len(found), CHUNK))


def _pages(house: House, report: Report, mine: list[Visit]) -> Task:
    def examine(running: Browser) -> None:
        say(f"{mine[0].name} and {len(mine) - 1} more")
        with visitor(running, house, mine[0].visitor) as context:
            for visit in mine:
                report.title(visit, pages.examine(context, report, visit))

    return examine


def _in_windows(tasks: list[Task]) -> None:
    """Share the tasks between windows; whatever breaks one of them breaks the run."""
    waiting = iter(tasks)

    def window() -> None:
        with browser() as running:
            for task in waiting:
                task(running)
        connections.close_all()

    with ThreadPoolExecutor(WINDOWS) as pool:
        for done in [pool.submit(window) for _ in range(WINDOWS)]:
            done.result()


def _markup(report: Report) -> None:
    files = sorted((OUT / "html").glob("*.html"))
    problems = rules.invalid(files) if files else {}
    for file in files:
        report.verdict(2, file.stem, problems.get(file.name, []))


def say(text: str) -> None:
    """Tell where the robots are."""
    sys.stderr.write(f"ui-checks: {text}\n")
