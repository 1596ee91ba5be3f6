"""A simulated year in the life of the accounts of a nation, and an independent count of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from carnet.base import clock
from carnet.demo.year import ledger, plan
from carnet.demo.year.days import Year
from carnet.demo.year.ledger import Delays
from carnet.journal.verify import verify
from carnet.records import audit
from carnet.records import queries as records
from carnet.sharing import audit as rights


@dataclass(frozen=True, slots=True)
class Outcome:
    """Both counts by state, the lives of which they differ, and what the journal's proof found."""

    counted: dict[str, int]
    kept: dict[str, int]
    differing: list[tuple[int, tuple[str, str]]]
    events: int
    problems: list[str]


def simulate(people: int, seed: int, letters: Path, tell: Callable[[int], None]) -> Outcome:
    """Live the year that begins today in the database at hand, which must be empty."""
    first_day: date = clock.today()
    lives = plan.draw(people, seed, first_day)
    year = Year(lives, first_day, letters)
    year.live(tell)
    last_day = first_day + timedelta(days=plan.YEAR - 1)
    counted = {life.number: ledger.expected(life, delays(), last_day) for life in lives}
    kept = {number: records.state(who) or "" for number, who in year.people.items()}
    report = verify()
    told = [*report.problems, *audit.check().problems, *rights.check().problems]
    return Outcome(
        ledger.count(counted.values()),
        ledger.count(kept.values()),
        [(n, (said, kept.get(n, ""))) for n, said in counted.items() if kept.get(n) != said],
        report.events,
        told,
    )


def delays() -> Delays:
    """The delays as the house is set."""
    deletion = min(settings.DELETION_REGRET, settings.EXPRESS_DELETION)
    return Delays(
        window=settings.OPPOSITION_WINDOW.days,
        cooling_off=settings.CLOSING_COOLING_OFF.days,
        deletion=deletion.days,
        objection=settings.SUSPENSION_OBJECTION.days,
        archive_years=settings.ARCHIVE_YEARS,
    )
