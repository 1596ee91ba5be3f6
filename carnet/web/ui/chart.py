"""A curve drawn on the server: where each mark, line and word of it stands.

Widths are parts of the picture's own width and heights are pixels, so that the words keep their
size on any screen. Marks tell a level by their shape, not by a colour (interface.md 4.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from carnet.web.ui.document_words import number

HEIGHT = 260
_LEFT, _RIGHT = 18.0, 92.0  # percent: words of the scale stand at the left
_TOP, _BOTTOM = 20, 222  # pixels: words of the time stand below
_MOST_LINES = 4
_MOST_TICKS = 5
_NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Dot:
    """One number of the curve; ``words`` tell it whole, with its unit and its source."""

    on: date
    number: Decimal
    level: str  # high, low, abnormal, normal or ""
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """A dot in the picture."""

    x: str
    y: int
    level: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line in the picture."""

    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one of the two scales."""

    x: str
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Band:
    """The usual values."""

    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the picture shows; ``title`` and ``summary`` say it to who does not see it."""

    title: str
    summary: str
    places: tuple[Place, ...]
    lines: tuple[Line, ...]
    grid: tuple[Word, ...]
    ticks: tuple[Word, ...]
    band: Band | None
    height: int = HEIGHT


def chart(
    dots: Sequence[Dot], usual: tuple[Decimal | None, Decimal | None], title: str, summary: str
) -> Chart:
    """Draw dots (at least one, oldest first) over the band of usual values."""
    scale = _Scale.around([dot.number for dot in dots], usual)
    time = _Time(dots[0].on, dots[-1].on)
    places = tuple(Place(time.x(dot.on), scale.y(dot.number), dot.level, dot.words) for dot in dots)
    lines = tuple(Line(a.x, a.y, b.x, b.y) for a, b in pairwise(places))
    return Chart(
        title, summary, places, lines, tuple(scale.words()), tuple(time.words()), scale.band(*usual)
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Numbers to heights."""

    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def around(
        cls, numbers: Sequence[Decimal], usual: tuple[Decimal | None, Decimal | None]
    ) -> _Scale:
        """From a round number below all to one above all, the usual values included."""
        all_of_them = [*numbers, *(bound for bound in usual if bound is not None)]
        low, high = min(all_of_them), max(all_of_them)
        if low == high:
            low, high = low - _half(low), high + _half(high)
        step = _step((high - low) / _MOST_LINES)
        return cls(_whole(low, step, ROUND_FLOOR), _whole(high, step, ROUND_CEILING), step)

    def y(self, value: Decimal) -> int:
        part = (value - self.low) / (self.high - self.low)
        return round(_BOTTOM - float(part) * (_BOTTOM - _TOP))

    def words(self) -> Iterator[Word]:
        value = self.low
        while value <= self.high:
            yield Word("0", self.y(value), number(format(value.normalize(), "f")))
            value += self.step

    def band(self, low: Decimal | None, high: Decimal | None) -> Band | None:
        """Between the bounds; without one of them, to the edge of the picture."""
        if low is None and high is None:
            return None
        top = _TOP if high is None else self.y(high)
        bottom = _BOTTOM if low is None else self.y(low)
        return Band(top, max(bottom - top, 1))


def _half(value: Decimal) -> Decimal:
    return abs(value) / 2 or Decimal(1)


def _whole(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (value / step).to_integral_value(rounding) * step


def _step(least: Decimal) -> Decimal:
    """The first round number that is not less."""
    power = Decimal(10) ** least.adjusted()
    return next(nice * power for nice in _NICE if nice * power >= least)


@dataclass(frozen=True, slots=True)
class _Time:
    """Days to widths."""

    first: date
    last: date

    def x(self, day: date) -> str:
        days = (self.last - self.first).days
        part = (day - self.first).days / days if days else 0.5
        return f"{_LEFT + part * (_RIGHT - _LEFT):.1f}%"

    def words(self) -> Iterator[Word]:
        """Years where the curve spans several, else its first and its last day."""
        for day, text in self._ticks():
            yield Word(self.x(day), HEIGHT - 12, text)

    def _ticks(self) -> Iterator[tuple[date, str]]:
        years = range(self.first.year + 1, self.last.year + 1)
        if len(years) > 1:
            every = -(-len(years) // _MOST_TICKS)
            yield from ((date(year, 1, 1), str(year)) for year in years[::every])
        else:
            days = {self.first, self.last} if self._is_long() else {self.last}
            yield from ((day, f"{day:%m/%Y}") for day in sorted(days))

    def _is_long(self) -> bool:
        return (self.last - self.first).days > _YEAR // 12
