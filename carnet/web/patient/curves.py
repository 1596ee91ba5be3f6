"""The curves of one analysis: one for each unit in which its numbers can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from carnet.base import clock
from carnet.contents import merging
from carnet.contents.series import DAY, Point, Series
from carnet.formats.cda.content_values import unit
from carnet.records.results import Results
from carnet.web.patient import result_lines
from carnet.web.ui import result_words as told
from carnet.web.ui.chart import Chart, Dot, chart

_LAST_OF_ALL_MONTHS = 28
_JULY, _FIFTEENTH = 7, 15  # the middle of a year and of a month


@dataclass(frozen=True, slots=True)
class Curve:
    """One picture; ``unit`` and ``usual`` in words, "" where there is none."""

    chart: Chart
    unit: str
    usual: str


def curves(series: Series, found: Results, years: int) -> list[Curve]:
    """Pictures of the last ``years`` (0: of all), that of the last result first."""
    return list(_curves(series, found, years))


def _curves(series: Series, found: Results, years: int) -> Iterator[Curve]:
    for one in (series, *merging.apart(series)):
        points = [point for point in one.drawn if _is_since(point, years)]
        if points:
            usual = told.usual(points[-1].value)
            yield Curve(_chart(one, points, found), unit(one.unit), usual)


def _is_since(point: Point, years: int) -> bool:
    today = clock.today()
    first = date(today.year - years, today.month, min(today.day, _LAST_OF_ALL_MONTHS))
    return not years or _day(point) >= first


def _chart(series: Series, points: Sequence[Point], found: Results) -> Chart:
    dots = [
        Dot(_day(point), point.number, point.level, _words(series, point, found))
        for point in points
        if point.number is not None
    ]
    name, _lang = result_lines.named(series)
    title = _("%(name)s au fil du temps") % {"name": name}
    last = points[-1]
    return chart(dots, (last.low, last.high), title, " ".join(dot.words for dot in dots))


def _day(point: Point) -> date:
    """The day of a point; the middle of its month or of its year where no more is said."""
    year, month, day = (*(int(part) for part in point.when[:DAY].split("-")), 0, 0)[:3]
    return date(year, month or _JULY, day or (_FIFTEENTH if month else 1))


def _words(series: Series, point: Point, found: Results) -> str:
    """« 12 novembre 2026 : 9 µg/L. Plus bas que l’habituel. Bilan sanguin. »."""
    line = result_lines.line(series, point, found)
    first = f"{strip_tags(line.day)}\u00a0: {line.value}"
    return " ".join(f"{part}." for part in (first, line.remark, line.sources[0].title) if part)
