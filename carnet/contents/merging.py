"""The same thing in several documents, over the years: pure functions on the values drawn.

What two documents say alike of one moment is one point, with both as its sources. Nothing is
guessed: a number is said in another unit only where that is exact, else it stays apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from carnet.contents import plain as tables
from carnet.contents import units
from carnet.contents.series import DAY, MEASURED, Found, Point, Series
from carnet.contents.words import plain
from carnet.formats.cda.values_model import Value

_NOTHING_YET = frozenset({"pending", "cancelled"})


def identity(value: Value) -> str:
    """What makes two values of one series: the code, or the words where there is none.

    One analysis has several codes where its unit is a part of them: the tables join these. What an
    antibiotic does to one microbe is not what it does to another.
    """
    if known := tables.analysis(value.code, value.code_system):
        what = known.key
    elif value.code:
        what = f"{value.code_system} {value.code}"
    else:
        what = f"{plain(value.name)} {plain(value.specimen)}"
    return f"{value.kind} {what} {plain(dict(value.detail).get('isolate', ''))}"


def series(found: Iterable[Found]) -> list[Series]:
    """Every series, in the order of their names; what gives no value yet is left out."""
    groups: dict[str, list[Found]] = {}
    for one in found:
        if one.value.status not in _NOTHING_YET:
            groups.setdefault(identity(one.value), []).append(one)
    made = [_series(name, group) for name, group in groups.items()]
    return sorted(made, key=lambda one: plain(one.name))


def apart(series: Series) -> list[Series]:
    """Numbers that cannot be said in the unit of the series, as a series for each other unit."""
    left = [
        found
        for point in series.points
        for found in point.found
        if point.number is None and found.value.number
    ]
    made: list[Series] = []
    while left:
        made.append(_series(series.identity, left))
        left = [one for point in made[-1].points if point.number is None for one in point.found]
        if not made[-1].drawn:  # a number that no unit of ours can say stays in the table
            break
    return made


def _series(name: str, group: list[Found]) -> Series:
    ordered = sorted(group, key=lambda one: (one.value.when, one.entry_no, one.place))
    last = ordered[-1].value
    unit = next((one.value.unit for one in reversed(ordered) if one.value.number), "")
    points = tuple(_point(alike, unit) for alike in _merged(ordered))
    return Series(last.kind, name, last.name, unit, points)


def _merged(ordered: Sequence[Found]) -> list[list[Found]]:
    """Values of one series, those that say the same of the same moment together."""
    days: dict[str, list[list[Found]]] = {}
    for one in ordered:
        of_day = days.setdefault(one.value.when[:DAY], [])
        groups = (group for group in of_day if _is_in(one.value, group))
        if (group := next(groups, None)) is None:
            of_day.append([one])
        else:
            group.append(one)
    return [group for of_day in days.values() for group in of_day]


def _is_in(value: Value, group: Sequence[Found]) -> bool:
    """A mere day goes with one hour of it, not with two."""
    return all(_say_the_same(one.value, value) for one in group)


def _say_the_same(one: Value, other: Value) -> bool:
    if one.kind in MEASURED and not (one.when and other.when):
        return False  # measured when? then nothing tells that it was once
    hours = {value.when for value in (one, other) if not _is_mere_day(value.when)}
    if len(hours) > 1 or (one.negated, one.comparator) != (other.negated, other.comparator):
        return False
    return _as_much(one, other) and (one.kind in MEASURED or _agree(one, other))


def _is_mere_day(when: str) -> bool:
    """Midnight is how machines write a day without its hour."""
    return len(when) <= DAY or when[DAY:] == "T00:00"


def _agree(one: Value, other: Value) -> bool:
    """Whether two statements contradict each other in nothing; one may tell more."""
    told = dict(one.detail)
    same = all(told.get(label, text) == text for label, text in other.detail)
    return same and (one.status, one.until) == (other.status, other.until)


def _as_much(one: Value, other: Value) -> bool:
    if one.number and other.number:
        return _same_number(units.convert(other.number, other.unit, one.unit), one.number)
    return plain(one.value) == plain(other.value) and one.unit == other.unit


def _same_number(one: str | None, other: str) -> bool:
    return one is not None and Decimal(one) == Decimal(other)


def _point(alike: Sequence[Found], unit: str) -> Point:
    """One point: the moment of the most exact of them, the words of the one that tells most."""
    when = max((one.value.when for one in alike), key=len)
    first = max(alike, key=lambda one: len(one.value.detail))
    number, low, high = _in_unit(first.value, unit)
    rest = (one for one in alike if one is not first)
    return Point(when, (first, *rest), number, low, high)


def _in_unit(value: Value, unit: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Number and bounds in the unit of the series: as the document itself says, or exactly so."""
    said = [(value.number, value.low, value.high)] if value.unit == unit else []
    said += [(other.number, other.low, other.high) for other in value.same if other.unit == unit]
    texts = said[0] if said else tuple(
        units.convert(text, value.unit, unit) for text in (value.number, value.low, value.high)
    )  # fmt: skip
    number, low, high = (_decimal(text) for text in texts)
    return number, low, high


def _decimal(text: str | None) -> Decimal | None:
    """A number that units can say; None for other words."""
    return Decimal(text) if text and units.convert(text, "", "") else None
