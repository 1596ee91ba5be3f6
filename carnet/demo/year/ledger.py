"""The independent count: where each record must be at the end, from the plan and the law alone.

Nothing of carnet.records is asked here: this is the other pair of eyes. Days are whole: what the
insurer's file says is known in the morning, people act at noon, time does its work in the evening.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from carnet.demo.year.plan import YEAR, Deed, Life


@dataclass(frozen=True, slots=True)
class Delays:
    """The delays of the law, in days."""

    window: int
    cooling_off: int
    deletion: int
    objection: int
    archive_years: int


class Book:
    """The page of one person. A deed that the law does not know in a state changes nothing."""

    def __init__(self, delays: Delays, life: Life) -> None:
        self.delays = delays
        self.window_end = life.enrolled + delays.window
        self.child = life.parent is not None
        self.state = "not_created"
        self.account = False
        self.before_death = ""
        self.due: int | None = None  # the evening of a closing, of a deletion, of a suspension
        self.then_delete = False

    def evening(self, day: int) -> None:
        """What happens by itself."""
        if self.state == "not_created" and day >= self.window_end:
            self.state = "created"
        if self.due is None or day < self.due:
            return
        self.due = None
        if self.state == "deletion_pending":
            self.state = "deleted"
        elif self.then_delete:
            self.state, self.due, self.then_delete = (
                "deletion_pending", day + self.delays.deletion, False,
            )  # fmt: skip
        else:
            self.state = "closed"

    def come_of_age(self) -> None:
        """The parents' signature was theirs: the record waits for its holder."""
        if self.state in {"created", "active"}:
            self.state, self.account = "created", False

    def write(self, day: int, deed: Deed) -> None:
        """Take note of one deed."""
        match deed:
            case Deed.OPPOSE:
                self._oppose()
            case Deed.SAY_NO:
                self.state = "opposed" if self.state == "not_created" else self.state
            case Deed.CHANGE_MIND:
                self.state = "created" if self.state == "opposed" else self.state
            case Deed.ACTIVATE:
                self._activate()
            case Deed.DIE | Deed.NOT_DEAD:
                self._die_or_not(day, deed)
            case Deed.BE_SUSPENDED | Deed.BE_RESUMED:
                self._suspend_or_not(day, deed)
            case _:
                self._close_or_not(day, deed)

    def _oppose(self) -> None:
        """Past the window the record exists: not activated yet, it is closed by the same words."""
        if self.state == "not_created":
            self.state = "opposed"
        elif self.state == "created":
            self.state = "closed"

    def _activate(self) -> None:
        from_anywhere = self.child and self.state in {"opposed", "closed"}
        if self.state in {"not_created", "created"} or from_anywhere:
            self.state, self.account = "active", True

    def _close_or_not(self, day: int, deed: Deed) -> None:
        asked = {Deed.ASK_CLOSING: False, Deed.ASK_CLOSING_AND_DELETION: True}
        if deed in asked and self.state == "active":
            self.due, self.then_delete = day + self.delays.cooling_off, asked[deed]
        elif deed is Deed.CANCEL_CLOSING and self.state == "active":
            self.due, self.then_delete = None, False
        elif deed is Deed.REOPEN and self.state in {"closed", "deletion_pending"}:
            self.state, self.due = self._opened(), None
        elif deed is Deed.ASK_DELETION and self.state == "closed":
            self.state, self.due = "deletion_pending", day + self.delays.deletion

    def _die_or_not(self, day: int, deed: Deed) -> None:
        """Death closes; what is to be deleted is deleted all the same; an error is undone."""
        if deed is Deed.DIE and self.state not in {"deletion_pending", "deleted"}:
            self.before_death, self.state = self.state, "deceased"
            self.due, self.then_delete = None, False
        elif deed is Deed.NOT_DEAD and self.state == "deceased":
            self.state = self.before_death
            self.due = day + self.delays.objection if self.state == "suspended" else None

    def _suspend_or_not(self, day: int, deed: Deed) -> None:
        closing = self.due is not None
        if deed is Deed.BE_SUSPENDED and self.state in {"created", "active"} and not closing:
            self.state, self.due = "suspended", day + self.delays.objection
        elif deed is Deed.BE_RESUMED and self.state == "suspended":
            self.state, self.due = self._opened(), None

    def _opened(self) -> str:
        return "active" if self.account else "created"


def expected(life: Life, delays: Delays, last_day: date) -> str:
    """Walk through the year of one person; the state of their record on the last evening."""
    if life.closed_on:
        ends = _years_after(life.closed_on, delays.archive_years)
        return "deleted" if ends <= last_day else "closed"
    book, deeds = Book(delays, life), dict(life.deeds)
    for day in range(life.enrolled, YEAR):
        if day in deeds:
            book.write(day, deeds[day])
        if day == life.grown:
            book.come_of_age()
        book.evening(day)
    return book.state


def _years_after(day: date, years: int) -> date:
    """The anniversary; that of a 29 February may fall on a 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def count(states: Iterable[str]) -> dict[str, int]:
    """How many records in each state, by name."""
    return dict(sorted(Counter(states).items()))
