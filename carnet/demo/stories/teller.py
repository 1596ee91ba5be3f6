"""Tells the story of one person: keeps their documents in order, and what was measured before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from carnet.base.clock import LEGAL_ZONE
from carnet.demo.cda.analytes import analyte
from carnet.demo.cda.analytes import keys as analytes
from carnet.demo.cda.content import (
    Biology,
    Content,
    Document,
    Drug,
    Part,
    Prescription,
    Result,
    Shot,
    Text,
    Vaccinations,
)  # fmt: skip
from carnet.demo.nation.model import Directory, Nation, Person, Professional
from carnet.demo.stories import medicines


@dataclass(slots=True)
class Teller:
    """One person, the professionals around, and the documents so far."""

    nation: Nation
    person: Person
    random: Random
    documents: list[Document] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    _last: dict[str, tuple[float, date]] = field(default_factory=dict)

    @property
    def team(self) -> Directory:
        """The professionals by key."""
        return self.nation.directory

    @property
    def doctor(self) -> Professional:
        """The médecin traitant, or the nearest general practitioner."""
        return self.person.doctor or self.team["gp1"]

    @property
    def laboratory(self) -> Professional:
        """The biologist of the nearest laboratory."""
        near = self.person.home.name == "Saumur"
        return self.team["biologist2" if near else "biologist1"]

    @property
    def pharmacist(self) -> Professional:
        """The pharmacist of the nearest pharmacy."""
        near = self.person.home.name == "Saumur"
        return self.team["pharmacist2" if near else "pharmacist1"]

    def age_on(self, day: date) -> int:
        """Age in whole years on a day."""
        born = self.person.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def age(self) -> int:
        """Age today."""
        return self.age_on(self.nation.today)

    def days_ago(self, days: int) -> date:
        """A weekday about that many days before today."""
        return weekday(self.nation.today - timedelta(days=days))

    def write(
        self, kind: str, day: date, author: Professional, title: str, content: Content, **more: Any
    ) -> None:
        """Add one document, written on a weekday at an hour of work."""
        at = moment(weekday(day), 8 + self.random.random() * 10)
        if at.date() <= self.nation.today and day >= self.person.birth_date:
            key = f"{self.nation.seed}/{self.person.matricule}/{len(self.documents)}/{kind}"
            self.documents.append(
                Document(key, kind, self.person, author, at, title, content, **more)
            )

    def letter(self, kind: str, day: date, author: Professional, title: str, *parts: Part,
               **more: Any) -> None:  # fmt: skip
        """A letter or report in words."""
        self.write(kind, day, author, title, Text(parts), **more)

    def prescribe(self, day: date, drugs: tuple[Drug, ...], author: Professional | None = None,
                  title: str = "Ordonnance de médicaments") -> None:  # fmt: skip
        """A prescription of medicines."""
        self.write("prescription", day, author or self.doctor, title, Prescription(drugs))

    def measure(
        self, day: date, title: str, values: Mapping[str, float], comment: str = "", *,
        asked_by: Professional | None = None, kind: str = "biology",
    ) -> None:  # fmt: skip
        """A laboratory report, in the order of chapters, with what was measured before."""
        day = weekday(day)
        ordered = [key for key in analytes() if key in values]
        results = tuple(
            Result(analyte(key, self.person.sex), values[key], self._last.get(key))
            for key in ordered
        )
        self._last.update({key: (values[key], day) for key in ordered})
        content = Biology(results, comment, asked_by or self.doctor)
        start = moment(day, 7.25 + self.random.random() * 2)
        self.write(kind, day, self.laboratory, title, content, start=start)

    def vaccinate(self, day: date, by: Professional, *given: tuple[str, int]) -> None:
        """Vaccines given on one visit, ``(key, rank)``; a note of each recent visit."""
        day = weekday(day)
        if day > self.nation.today:
            return
        shots = [self._shot(key, rank, day, by) for key, rank in given]
        self.shots += shots
        if day.year >= NOTES_SINCE:
            self.write("vaccination", day, by, "Note de vaccination", Vaccinations(tuple(shots)))

    def _shot(self, key: str, rank: int, day: date, by: Professional) -> Shot:
        name, target, atc = medicines.vaccine(key)
        lot = f"{self.random.choice('ABEFHLNTUWX')}{self.random.randint(1000, 9999)}" + (
            self.random.choice("ABCDFV"))  # fmt: skip
        return Shot(name, target, atc, day, lot, rank, by, booster=key in BOOSTERS)

    def vaccination_book(self, day: date, by: Professional) -> None:
        """The history of all vaccinations until a day."""
        known = tuple(shot for shot in self.shots if shot.on <= day)
        if known:
            self.write("vaccinations", day, by, "Historique des vaccinations", Vaccinations(known))

    def around(self, value: float, spread: float) -> float:
        """A value near ``value``: normal law cut at two standard deviations."""
        return value + max(-2.0, min(2.0, self.random.gauss(0, 1))) * spread


NOTES_SINCE = 2026  # older visits are in the history of vaccinations only
BOOSTERS = frozenset({"tetravalent", "booster", "booster_dtp", "flu_senior"})
_SATURDAY = 5


def weekday(day: date) -> date:
    """The same day, or the Friday before."""
    return day - timedelta(days=max(day.weekday() - _SATURDAY + 1, 0))


def moment(day: date, hour: float) -> datetime:
    """A moment of that day in Paris."""
    minutes = int(hour * 60)
    return datetime.combine(day, time(minutes // 60, minutes % 60), LEGAL_ZONE)


def part(title: str, *lines: str, role: str = "") -> Part:
    """A titled part of a letter."""
    return Part(role, title, lines)
