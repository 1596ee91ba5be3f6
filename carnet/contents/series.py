"""One thing that documents tell of over the years: an analysis, a vaccine, a treatment."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from carnet.formats.cda.values_model import Value

MEASURED = ("result", "measure")  # kinds that make curves; the others make lists
DAY = len("2026-11-03")
_NEAR = Decimal("0.05")  # of the value before: a smaller change is told as none
_NOT_DRAWN = frozenset({"unit", "when", "value"})  # doubts


class Tendency(StrEnum):
    """How the last number stands to the one before it."""

    UP = "up"
    DOWN = "down"
    STEADY = "steady"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One value where it stands: the ``place``-th that its document gives, from 0."""

    entry_no: int
    place: int
    value: Value


@dataclass(frozen=True, slots=True)
class Point:
    """What one document or several say alike of one moment.

    ``number``, ``low`` and ``high`` are in the unit of the series; None where there is none.
    """

    when: str
    found: tuple[Found, ...]
    number: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def value(self) -> Value:
        """The value as the first of the documents writes it."""
        return self.found[0].value

    @property
    def level(self) -> str:
        """``high``, ``low``, ``normal``, ``abnormal`` or "": as said, else as the bounds tell."""
        if self.value.negated:
            return ""
        said = next((one.value.level for one in self.found if one.value.level), "")
        return said or self._compared()

    @property
    def entries(self) -> list[int]:
        """The documents that say it, each once."""
        return list(dict.fromkeys(one.entry_no for one in self.found))

    @property
    def drawn(self) -> bool:
        """Whether it has its place on a curve: a number, a moment, no doubt about either."""
        doubts = _NOT_DRAWN.intersection(self.value.doubts)
        return self.number is not None and bool(self.when) and not doubts

    def _compared(self) -> str:
        if self.number is None or (self.low is None and self.high is None):
            return ""
        if "usual" in self.value.doubts:  # bounds that the document itself contradicts
            return ""
        if self.low is not None and self.number < self.low:
            return "low"
        return "high" if self.high is not None and self.number > self.high else "normal"


@dataclass(frozen=True, slots=True)
class Series:
    """One analysis, measure, vaccine, treatment… and all its points, oldest first."""

    kind: str
    identity: str  # what it is, for equality only
    name: str
    unit: str  # UCUM, of the numbers
    points: tuple[Point, ...]

    @property
    def last(self) -> Point:
        """The latest point."""
        return self.points[-1]

    @property
    def drawn(self) -> tuple[Point, ...]:
        """Those that make a curve."""
        return tuple(point for point in self.points if point.drawn)

    @property
    def tendency(self) -> Tendency:
        """How the last two numbers stand to each other."""
        numbers = [point.number for point in self.drawn if point.number is not None]
        if len(numbers) < 2 or not self.last.drawn:  # noqa: PLR2004 - a pair
            return Tendency.NONE
        return _tendency(*numbers[-2:])

    def before(self, when: str) -> Point | None:
        """The latest point of an earlier moment."""
        earlier = [point for point in self.points if point.when and point.when[:DAY] < when[:DAY]]
        return earlier[-1] if earlier else None


def _tendency(before: Decimal, now: Decimal) -> Tendency:
    if abs(now - before) <= _NEAR * abs(before):
        return Tendency.STEADY
    return Tendency.UP if now > before else Tendency.DOWN
