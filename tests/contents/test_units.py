"""A number changes unit exactly or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contents import units

MASSES = ["g/L", "mg/L", "ug/L", "g/dL", "mg/dL", "ng/mL", "pg/mL", "kg/m3"]
COUNTS = ["10*9/L", "10*3/uL", "/nL", "/uL", "/mL", "G/L", "10*12/L", "T/L"]
NUMBERS = st.decimals(min_value=0, max_value=10**9, places=4).map(str)


@pytest.mark.parametrize(
    ("number", "unit", "other", "expected"),
    [
        ("0.62", "g/L", "mg/dL", "62"),
        ("75.0", "g/L", "g/dL", "7.50"),
        ("8.2", "10*9/L", "10*3/uL", "8.2"),
        ("3900", "g", "kg", "3.900"),
        ("1.60", "m", "cm", "160"),
        ("2.050", "mUI/L", "u[IU]/mL", "2.050"),
        ("5", "foo", "foo", "5"),
        ("0", "g", "mg", "0"),
        ("-3", "Cel", "Cel", "-3"),
    ],
)
def test_exact(number: str, unit: str, other: str, expected: str) -> None:
    assert units.convert(number, unit, other) == expected


@pytest.mark.parametrize(
    ("number", "unit", "other"),
    [
        ("8.5", "mmol/L", "g/L"),  # a molar mass
        ("0.60", "g/L", "mmol/L"),
        ("6.5", "%", "mmol/mol"),  # the two scales of HbA1c
        ("120", "mm[Hg]", "kPa"),
        ("37.5", "Cel", "[degF]"),
        ("1", "h", "min"),  # exact, but no power of ten
        ("40", "U/L", "UI/L"),
        ("1", "{tablet}", "{capsule}"),
        ("5", "g/L", "foo"),
        ("abc", "g/L", "mg/L"),
        ("1e5", "g/L", "mg/L"),
        ("0,5", "g/L", "mg/L"),
        ("NaN", "g", "g"),
    ],
)
def test_never(number: str, unit: str, other: str) -> None:
    assert units.convert(number, unit, other) is None


@given(NUMBERS, st.sampled_from(MASSES), st.sampled_from(MASSES))
def test_there_and_back(number: str, one: str, other: str) -> None:
    there = units.convert(number, one, other)
    assert there is not None
    assert "E" not in there
    back = units.convert(there, other, one)
    assert back is not None
    assert Decimal(back) == Decimal(number)


@given(NUMBERS, st.sampled_from(MASSES), st.sampled_from(COUNTS))
def test_a_mass_is_never_a_count(number: str, mass: str, count: str) -> None:
    assert units.convert(number, mass, count) is None


@given(NUMBERS, st.sampled_from(COUNTS), st.sampled_from(COUNTS), st.sampled_from(COUNTS))
def test_two_steps_are_one(number: str, first: str, second: str, third: str) -> None:
    step = units.convert(number, first, second)
    assert step is not None
    through, straight = units.convert(step, second, third), units.convert(number, first, third)
    assert through is not None
    assert straight is not None
    assert Decimal(through) == Decimal(straight)
