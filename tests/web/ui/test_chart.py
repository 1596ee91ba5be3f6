"""The curve: every number in its place, whatever the numbers and the days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carnet.web.ui.chart import HEIGHT, Chart, Dot, chart

NOTHING = (None, None)
patiently = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
DOTS = st.builds(
    lambda day, number, level: Dot(day, number, level, "words"),
    st.dates(date(1930, 1, 1), date(2100, 1, 1)),
    st.decimals("-1e12", "1e12", allow_nan=False, places=4),
    st.sampled_from(["", "high", "low", "abnormal", "normal"]),
)
SERIES = st.lists(DOTS, min_size=1, max_size=30).map(lambda dots: sorted(dots, key=lambda d: d.on))
BOUND = st.none() | st.decimals("-1e6", "1e6", allow_nan=False, places=2)


def drawn(*numbers: str, usual: tuple[str, str] | None = None) -> Chart:
    """Numbers a year apart."""
    dots = [Dot(date(2020 + n, 1, 1), Decimal(one), "", one) for n, one in enumerate(numbers)]
    bounds = (Decimal(usual[0]), Decimal(usual[1])) if usual else NOTHING
    return chart(dots, bounds, "Titre", "Résumé")


@patiently
@given(SERIES, st.tuples(BOUND, BOUND))
def test_everything_is_inside_the_picture(
    dots: list[Dot], usual: tuple[Decimal | None, Decimal | None]
) -> None:
    found = chart(dots, usual, "Titre", "Résumé")
    spots = [(one.x, one.y) for one in found.places]
    spots += [(one.x, one.y) for one in (*found.grid, *found.ticks)]
    for x, y in spots:
        assert 0 <= y <= HEIGHT
        assert 0 <= float(x.rstrip("%")) <= 100
    assert 2 <= len(found.grid) <= 7
    assert 1 <= len(found.ticks) <= 6
    assert len({word.text for word in found.grid}) == len(found.grid)


@patiently
@given(SERIES)
def test_a_higher_number_is_never_drawn_lower(dots: list[Dot]) -> None:
    found = chart(dots, NOTHING, "Titre", "Résumé")
    for one, its in zip(dots, found.places, strict=True):
        for other, theirs in zip(dots, found.places, strict=True):
            assert one.number <= other.number or its.y <= theirs.y
            assert one.on <= other.on or float(its.x[:-1]) >= float(theirs.x[:-1])


def test_the_scale_has_round_numbers_around_all() -> None:
    found = drawn("0.95", "1.12", usual=("0.74", "1.06"))
    assert [word.text for word in found.grid] == ["0,7", "0,8", "0,9", "1", "1,1", "1,2"]


def test_one_number_alone_stands_in_the_middle() -> None:
    found = drawn("5")
    assert [place.x for place in found.places] == ["55.0%"]
    assert found.lines == ()


def test_the_usual_values_are_a_band_under_the_numbers() -> None:
    found = drawn("1", "9", usual=("2", "4"))
    assert found.band
    low, high = (place.y for place in found.places)
    assert high < found.band.y < found.band.y + found.band.height < low
    assert drawn("1", "9").band is None


@pytest.mark.parametrize(
    ("last", "ticks"),
    [
        (date(2020, 1, 20), ["01/2020"]),
        (date(2020, 6, 1), ["01/2020", "06/2020"]),
        (date(2023, 6, 1), ["2021", "2022", "2023"]),
        (date(2034, 6, 1), ["2021", "2024", "2027", "2030", "2033"]),
    ],
)
def test_the_time_has_few_words(last: date, ticks: list[str]) -> None:
    dots = [Dot(day, Decimal(1), "", "") for day in (date(2020, 1, 1), last)]
    assert [word.text for word in chart(dots, NOTHING, "", "").ticks] == ticks


def test_a_level_has_a_shape_and_no_colour_is_written() -> None:
    dots = [
        Dot(date(2020 + n, 1, 1), Decimal(n), level, f"mot {n}")
        for n, level in enumerate(["high", "low", "abnormal", "normal", ""])
    ]
    found = chart(dots, (Decimal(1), Decimal(2)), "Ferritine au fil du temps", "Tout")
    svg = render_to_string("ui/chart.html", {"chart": found, "number": 1})
    marks = svg.split('<svg class="chart-mark"')[1:]
    shapes = [mark.partition("</title>")[2].partition("</svg>")[0] for mark in marks]
    assert len(set(shapes)) == 4
    assert shapes[3] == shapes[4]
    assert 'role="img"' in svg
    assert "<title" in svg
    assert "<desc" in svg
    for colour in ("#", "fill=", "stroke=", "style="):
        assert colour not in svg.replace("&#x27;", "")
