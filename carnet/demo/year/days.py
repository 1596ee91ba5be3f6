"""Lives the year day by day: the insurer's file in the morning, people at noon, timers at night."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import actions, insured, majority
from carnet.base import clock, outbox
from carnet.demo.year import insurer
from carnet.demo.year.acting import Acting
from carnet.demo.year.plan import YEAR, Deed, Life
from carnet.demo.year.post import Post
from carnet.identity import people as identity
from carnet.journal import partitions, sealer
from carnet.records import actions as records

MORNING, NOON, EVENING, NIGHT = time(9), time(12), time(21), time(23)
T = TypeVar("T")
_BY_FILE = {Deed.DIE, Deed.NOT_DEAD}


class Year:
    """One simulated year of the planned lives. ``people`` fills as they are enrolled."""

    def __init__(self, lives: list[Life], first_day: date, letters: Path) -> None:
        self._first_day = first_day
        self._post = Post(letters)
        self.people: dict[int, int] = {}
        self._dead: dict[int, date] = {}
        self._acting = Acting(lives, self.people, self._post)
        self._enrolled = _by_day((life.enrolled, life) for life in lives if not life.closed_on)
        self._archived = [life for life in lives if life.closed_on]
        self._deeds = _by_day((day, (life, deed)) for life in lives for day, deed in life.deeds)

    def live(self, tell: Callable[[int], None]) -> None:
        """Live all days; ``tell`` hears how many are over."""
        for life in self._archived:
            self._close_long_ago(life)
        for day in range(YEAR):
            with self._at(day, MORNING):
                self._morning(day)
            with self._at(day, NOON):
                for life, deed in self._deeds[day]:
                    if deed not in _BY_FILE:
                        self._acting.do(life, deed)
            # Twice: what closed in the evening, and what changes with the hour of summer.
            for hour in (EVENING, NIGHT):
                with self._at(day, hour):
                    _work()
            tell(day + 1)

    def _close_long_ago(self, life: Life) -> None:
        """Somebody enrolled, activated and closed at noon of one day, years before the year."""
        assert life.closed_on is not None  # noqa: S101 - as listed
        with self._at((life.closed_on - self._first_day).days, NOON):
            partitions.ensure()
            self._enrol([life])
            person_id = self.people[life.number]
            records.activate(person_id, Actor(ActorKind.PERSON, person_id))
            records.close_now(person_id, Actor(ActorKind.PERSON, person_id))
            _until_done(sealer.seal_once)

    def _morning(self, day: int) -> None:
        lines = list(self._enrolled[day])
        for life, deed in self._deeds[day]:
            if deed is Deed.DIE:
                self._dead[life.number] = clock.today()
            elif deed is Deed.NOT_DEAD:
                self._dead.pop(life.number, None)
            if deed in _BY_FILE:
                lines.append(life)
        if lines:
            self._enrol(lines)
        actions.inform_by_email(math.inf)  # in one round: a slow machine forgets nobody
        self._post.print_letters()

    def _enrol(self, lives: list[Life]) -> None:
        """Take the file by the lines and batches of ``carnet enrol``; none may be set aside."""
        outcomes = list(actions.enrol(insured.read(insurer.file(lives, self._dead))))
        if problems := [one.reason for one in outcomes if one.reason]:
            raise RuntimeError(f"the insurer's file was not taken: {problems[0]}")
        for life in lives:
            person_id = identity.find_by_matricule(life.person.matricule)
            self.people[life.number] = person_id or 0

    def _at(self, day: int, hour: time) -> AbstractContextManager[None]:
        """The house's clock at this hour of this day, where the law counts days."""
        moment = datetime.combine(
            self._first_day + timedelta(days=day), hour, tzinfo=clock.LEGAL_ZONE
        )
        return clock.moved(moment.astimezone(UTC) - clock.now())


def _work() -> None:
    """What ``carnet work`` does, until nothing is left to do."""
    partitions.ensure()
    chores: list[Callable[[], int]] = [
        actions.open_after_window, records.run_timers, majority.run, outbox.drain
    ]  # fmt: skip
    for chore in chores:
        _until_done(chore)
    _until_done(sealer.seal_once)


def _until_done(chore: Callable[[], int]) -> None:
    while chore():
        pass


def _by_day(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for day, one in pairs:
        found[day].append(one)
    return found
