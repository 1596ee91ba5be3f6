"""``carnet simulate year``: the nation lives through the house; the ledger counts without it."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import information
from carnet.accounts.models import ProvisionalCode
from carnet.base import clock
from carnet.demo.nation import build
from carnet.demo.year import plan
from carnet.demo.year.days import Year
from carnet.demo.year.ledger import Delays, expected
from carnet.demo.year.plan import Deed, Life
from carnet.records import actions as records

LAW = Delays(window=42, cooling_off=7, deletion=30, objection=42, archive_years=10)
LAST_DAY = date(2027, 3, 31)


def _life(*deeds: tuple[int, Deed], **known: object) -> Life:
    return Life(1, build().people[0], 0, deeds=list(deeds), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("deeds", "state"),
    [
        ([], "created"),
        ([(41, Deed.OPPOSE)], "opposed"),
        ([(43, Deed.OPPOSE)], "closed"),
        ([(3, Deed.OPPOSE), (80, Deed.CHANGE_MIND)], "created"),
        ([(3, Deed.ACTIVATE), (9, Deed.ASK_CLOSING), (12, Deed.CANCEL_CLOSING)], "active"),
        ([(3, Deed.ACTIVATE), (9, Deed.ASK_CLOSING_AND_DELETION), (30, Deed.REOPEN)], "active"),
        ([(3, Deed.ACTIVATE), (9, Deed.ASK_CLOSING_AND_DELETION)], "deleted"),
        ([(5, Deed.DIE), (60, Deed.NOT_DEAD)], "created"),
        ([(3, Deed.ACTIVATE), (9, Deed.BE_SUSPENDED)], "closed"),
        ([(3, Deed.ACTIVATE), (330, Deed.BE_SUSPENDED)], "suspended"),
    ],
)
def test_the_ledger_follows_the_law(deeds: list[tuple[int, Deed]], state: str) -> None:
    assert expected(_life(*deeds), LAW, LAST_DAY) == state


def test_an_archive_of_a_leap_day_ends_on_the_first_of_march() -> None:
    assert expected(_life(closed_on=date(2016, 2, 29)), LAW, date(2026, 2, 28)) == "closed"
    assert expected(_life(closed_on=date(2016, 2, 29)), LAW, date(2026, 3, 1)) == "deleted"


def test_a_plan_is_drawn_from_its_seed_alone() -> None:
    assert plan.draw(40, 5, LAST_DAY) == plan.draw(40, 5, LAST_DAY)
    assert plan.draw(40, 5, LAST_DAY) != plan.draw(40, 6, LAST_DAY)


def test_both_counts_agree_and_the_journal_verifies(tmp_path: Path) -> None:
    """On a database of its own, as an operator runs it."""
    done = _simulate(tmp_path, "--people", "24", "--seed", "4")
    assert done.returncode == 0, done.stderr[-2000:]
    counted, kept = (line.partition(": ")[2] for line in done.stdout.splitlines()[:2])
    assert counted == kept
    assert sum(map(int, re.findall(r"=(\d+)", kept))) > 24
    assert re.search(r"^journal: [1-9]\d+ events, 0 problems$", done.stdout, re.MULTILINE)
    assert not (tmp_path / "simulation").exists()


@pytest.mark.django_db
def test_a_slow_machine_forgets_nobody(tmp_path: Path) -> None:
    """Each look at the clock is three seconds later, and the first of the queue wants nothing."""
    lives = [one for one in plan.draw(12, 4, clock.today()) if not one.closed_on]
    year = Year(lives, clock.today(), tmp_path)
    year._enrol([one for one in lives if one.enrolled == 0])
    first = min(year.people[one.number] for one in lives if one.number % 2 and not one.enrolled)
    records.oppose(first, Actor(ActorKind.PERSON, first))
    later = itertools.count(step=3)
    with patch.object(information, "time", SimpleNamespace(monotonic=lambda: next(later))):
        year._morning(0)
    told = set(ProvisionalCode.objects.values_list("person_id", flat=True))
    assert told == set(year.people.values()) - {first}


def test_it_refuses_to_run_beside_real_people(tmp_path: Path) -> None:
    done = _simulate(tmp_path, PRODUCTION_APPROVED="1")
    assert done.returncode == 2
    assert "PRODUCTION_APPROVED" in done.stderr


def _simulate(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "carnet.cli.main", "simulate", "year", *options],
        env=known
        | {"CARNET_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "carnet.base.settings"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )
