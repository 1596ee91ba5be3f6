"""One series for each analysis; what two documents say alike is one point with both as sources."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contents.merging import apart, series
from carnet.contents.series import Found, Series, Tendency
from carnet.formats.cda.values_model import Same, Value

LOINC = "2.16.840.1.113883.6.1"
GLUCOSE = Value(
    "result", "Glucose", "2339-0", LOINC, "0.95", "0.95", "g/L", when="2024-03-01", low="0.74",
    high="1.06",
)  # fmt: skip
FLU = Value("vaccination", "Grippe", "J07BB02", when="2025-10-02", detail=[("lot", "A1")])


def said(*values: Value) -> list[Found]:
    """Each value by a document of its own, numbered from 1."""
    return [Found(number, 0, value) for number, value in enumerate(values, 1)]


def other(value: Value, /, **changes: Any) -> Value:
    return msgspec.structs.replace(value, **changes)


def only(*values: Value) -> Series:
    """The one series of these values."""
    (found,) = series(said(*values))
    return found


def entries(found: Series) -> list[list[int]]:
    return [point.entries for point in found.points]


def glucose(number: str, when: str, **changes: Any) -> Value:
    return other(GLUCOSE, number=number, value=number, when=when, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "Glycémie"},
        {"value": "0.950", "number": "0.950"},
        {"when": "2024-03-01T07:40"},
        {"when": "2024-03-01T00:00"},
        {"value": "95", "number": "95", "unit": "mg/dL"},
        {"level": "normal", "comment": "à jeun"},
    ],
)
def test_the_same_result_in_two_documents_is_one_point(changes: dict[str, Any]) -> None:
    assert entries(only(GLUCOSE, other(GLUCOSE, **changes))) == [[1, 2]]


@pytest.mark.parametrize(
    "changes",
    [
        {"value": "0.96", "number": "0.96"},
        {"when": "2024-03-02"},
        {"when": "2024-03"},
        {"comparator": "<", "number": "", "bound": "0.95", "value": "< 0.95"},
        {"unit": "mmol/L"},
        {"unit": ""},
    ],
)
def test_what_differs_is_another_point(changes: dict[str, Any]) -> None:
    assert len(only(GLUCOSE, other(GLUCOSE, **changes)).points) == 2


def test_two_hours_of_one_day_are_two_points() -> None:
    morning, evening = (other(GLUCOSE, when=f"2024-03-01T{hour}") for hour in ("07:40", "19:10"))
    assert entries(only(morning, evening)) == [[1], [2]]


def test_a_mere_day_goes_with_one_of_its_hours() -> None:
    hours = (other(GLUCOSE, when=f"2024-03-01T{hour}") for hour in ("07:40", "19:10"))
    assert entries(only(GLUCOSE, *hours)) == [[1, 2], [3]]


def test_without_a_moment_nothing_measured_is_the_same() -> None:
    nameless = other(GLUCOSE, when="")
    assert entries(only(nameless, nameless)) == [[1], [2]]


def test_another_code_is_another_series() -> None:
    assert len(series(said(GLUCOSE, other(GLUCOSE, code="1988-5")))) == 2


def test_codes_of_one_analysis_in_two_units_are_one_series() -> None:
    """14749-6 is glucose in moles: the tables say that it is the same analysis."""
    moles = other(
        GLUCOSE, code="14749-6", value="5.3", number="5.3", unit="mmol/L", low="", high=""
    )
    found = only(GLUCOSE, other(moles, when="2025-03-01"))
    assert [point.number for point in found.points] == [None, Decimal("5.3")]
    (elsewhere,) = apart(found)
    assert (elsewhere.unit, [point.number for point in elsewhere.points]) == (
        "g/L", [Decimal("0.95")],
    )  # fmt: skip


def test_a_document_that_says_both_units_is_on_both_scales() -> None:
    both = other(GLUCOSE, same=[Same("5.3", "5.3", "mmol/L", "4.1", "5.9")])
    moles = other(
        GLUCOSE, value="5.8", number="5.8", unit="mmol/L", when="2025-01-01", low="", high=""
    )
    first, _last = only(both, moles).points
    assert (first.number, first.low, first.high) == (Decimal("5.3"), Decimal("4.1"), Decimal("5.9"))


def test_words_without_code_are_compared_without_accents_or_capitals() -> None:
    one = Value("result", "Bactéries", value="Absence", when="2024-01-01", specimen="Urine")
    two = other(one, name="BACTERIES", value="absence")
    assert entries(only(one, two)) == [[1, 2]]
    assert len(series(said(one, other(one, specimen="Sang")))) == 2


def test_what_is_not_done_yet_is_left_out() -> None:
    assert series(said(other(GLUCOSE, status="pending"))) == []
    assert series(said(other(GLUCOSE, status="cancelled"))) == []


def test_what_is_in_doubt_is_in_the_table_and_not_on_the_curve() -> None:
    found = only(GLUCOSE, glucose("9.5", "2024-04-01", doubts=["value"]))
    assert [len(found.points), len(found.drawn)] == [2, 1]


@pytest.mark.parametrize(
    ("number", "level"), [("0.73", "low"), ("0.74", "normal"), ("1.06", "normal"), ("1.07", "high")]
)
def test_the_bounds_tell_the_level_that_the_laboratory_does_not(number: str, level: str) -> None:
    assert only(glucose(number, "2024-03-01")).last.level == level


def test_the_laboratory_has_the_last_word_on_the_level() -> None:
    assert only(glucose("0.9", "2024-03-01", level="high")).last.level == "high"


@pytest.mark.parametrize(
    ("before", "now", "tendency"),
    [
        ("1.00", "1.06", Tendency.UP), ("1.00", "0.94", Tendency.DOWN),
        ("1.00", "1.05", Tendency.STEADY), ("1.00", "0.95", Tendency.STEADY),
        ("0", "0", Tendency.STEADY), ("0", "0.1", Tendency.UP),
    ],
)  # fmt: skip
def test_the_tendency_is_that_of_the_last_two(before: str, now: str, tendency: Tendency) -> None:
    first = glucose("9", "2020-01-01")
    found = only(first, glucose(before, "2024-01-01"), glucose(now, "2025-01-01"))
    assert found.tendency is tendency


def test_one_number_alone_has_no_tendency() -> None:
    assert only(GLUCOSE).tendency is Tendency.NONE


def test_before_a_moment() -> None:
    found = only(glucose("1", "2023-01-01"), glucose("2", "2024-01-01"), glucose("3", "2025-01-01"))
    before = found.before("2025-01-01T08:00")
    assert before is not None
    assert before.when == "2024-01-01"
    assert found.before("2023-01-01") is None


def test_one_vaccination_told_twice_is_one_with_all_that_is_told() -> None:
    found = only(other(FLU, detail=[]), FLU)
    assert entries(found) == [[2, 1]]
    assert found.last.value.detail == [("lot", "A1")]


def test_two_lots_on_one_day_are_two_vaccinations() -> None:
    assert len(only(FLU, other(FLU, detail=[("lot", "B2")])).points) == 2


def test_an_allergy_repeated_without_a_date_is_told_once() -> None:
    allergy = Value("allergy", "Pénicilline", status="active")
    assert entries(only(allergy, allergy)) == [[1, 2]]


def test_an_absence_is_never_merged_with_its_contrary() -> None:
    allergy = Value("allergy", "Allergie", value="", status="")
    assert len(only(allergy, other(allergy, negated=True)).points) == 2


NUMBERS = st.decimals("0.01", "900", places=2).map(str)
MOMENTS = st.sampled_from(
    ["", "2024", "2024-03", "2024-03-01", "2024-03-01T07:40", "2024-03-01T09:00", "2025-01-01"]
)
VALUES = st.builds(
    lambda number, when, unit: glucose(number, when, unit=unit),
    NUMBERS, MOMENTS, st.sampled_from(["g/L", "mg/dL", "mmol/L", ""]),
)  # fmt: skip


@given(st.lists(VALUES, max_size=12), st.integers())
def test_nothing_is_lost_or_invented_in_any_order(values: list[Value], seed: int) -> None:
    found = said(*values)
    made = [one for point in _points(found) for one in point]
    assert sorted(made, key=lambda one: one.entry_no) == found
    shuffled = Random(seed).sample(found, len(found))
    assert sorted(map(len, _points(shuffled))) == sorted(map(len, _points(found)))


def _points(found: list[Found]) -> list[tuple[Found, ...]]:
    return [point.found for one in series(found) for point in one.points]


@given(st.lists(VALUES, min_size=1, max_size=12))
def test_a_drawn_number_is_that_of_its_document_or_exactly_the_same(values: list[Value]) -> None:
    (one,) = series(said(*values))
    for point in one.drawn:
        scale = Decimal(10) if (point.value.unit, one.unit) == ("g/L", "mg/dL") else Decimal(1)
        scale = Decimal("0.1") if (point.value.unit, one.unit) == ("mg/dL", "g/L") else scale
        factor = {Decimal(10): Decimal(100), Decimal("0.1"): Decimal("0.01")}.get(scale, scale)
        assert point.number == Decimal(point.value.number) * factor


def test_an_antibiotic_has_a_series_for_each_microbe() -> None:
    coli, strep = (
        other(GLUCOSE, code="20-8", name=f"Amoxicilline ({microbe})", detail=[("isolate", microbe)])
        for microbe in ("Escherichia coli", "Streptococcus")
    )
    assert [one.name for one in series(said(coli, strep))] == [coli.name, strep.name]


def test_doubtful_usual_values_make_no_level() -> None:
    assert only(glucose("2", "2024-03-01")).last.level == "high"
    assert only(glucose("2", "2024-03-01", doubts=["usual"])).last.level == ""
    assert only(glucose("2", "2024-03-01", doubts=["usual"], level="high")).last.level == "high"
