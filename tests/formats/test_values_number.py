"""Numbers as laboratories write them: read in one way, or left as texts."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carnet.formats.cda.values_number import MAX_TEXT, Read, decimal, quantity, words

PLAIN = re.compile(r"-?\d+(\.\d+)?")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10.02", "10.02"), ("75.0", "75.0"), ("0,01", "0.01"), ("1 234,50", "1234.50"),
        ("1\u202f234\u00a0567", "1234567"), (" 5 ", "5"), ("+5", "5"), ("-3,2", "-3.2"),
        ("\u22121", "-1"), (".5", "0.5"), ("007", "7"), ("1e3", "1000"), ("1.5E-3", "0.0015"),
    ],
)  # fmt: skip
def test_numbers(text: str, number: str) -> None:
    assert decimal(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "", "négatif", "1.234,5", "1,234,567", "1,234", "1 23", "1/80", "10-20", "1..2", "--1",
        "0x10", "1e99", "1e-99", "NaN", "Infinity", "1_000", "٣", "5%", "9" * 40,
    ],
)  # fmt: skip
def test_what_may_be_read_otherwise_is_no_number(text: str) -> None:
    assert decimal(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<1.0 mg/L", Read("<1.0", unit="mg/L", comparator="<", bound="1.0")),
        ("< 0,01", Read("< 0,01", comparator="<", bound="0.01")),
        ("≥ 5 UI/L", Read("≥ 5", unit="UI/L", comparator=">=", bound="5")),
        ("=<3", Read("=<3", comparator="<=", bound="3")),
        ("Inférieur à 5", Read("Inférieur à 5", comparator="<", bound="5")),
        ("inf. à 0,3 mg/L", Read("inf. à 0,3", unit="mg/L", comparator="<", bound="0.3")),
        ("5 /uL", Read("5", "5", "/uL")),
        ("12 %", Read("12", "12", "%")),
        ("7,35", Read("7,35", "7.35")),
        ("1 000 000 /mL", Read("1 000 000", "1000000", "/mL")),
        ("8,2 G/L", Read("8,2", "8.2", "G/L")),
        ("8,2 10*9/L", Read("8,2 10*9/L")),  # two numbers: which one is the value?
    ],
)
def test_words(text: str, expected: Read) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1/80",  # a titre
        "10 à 20", "3 - 5", "3,9 g/L (6 mmol/L)", "positif", "2 croix", "< négatif", "100.000 /mL",
        "2.050", "voir commentaire", "++", "10*3",
    ],
)  # fmt: skip
def test_words_that_stay_words(text: str) -> None:
    assert words(text) == Read(text)


def test_a_quantity_keeps_the_unit_of_its_entry() -> None:
    assert quantity("2.050", "mUI/L") == Read("2.050", "2.050", "mUI/L")
    assert quantity("<0,5", "g/L") == Read("<0,5", unit="g/L", comparator="<", bound="0.5")
    assert quantity("trace", "g/L") == Read("trace")


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_any_number_is_read_with_its_digits(number: Decimal) -> None:
    plain = format(number, "f")
    assert Decimal(decimal(plain)) == number
    if abs(number) < 1 or abs(number) >= 1000:  # « 1,234 » is left alone
        assert Decimal(decimal(plain.replace(".", ","))) == number


@given(st.text(max_size=60))
@example("9" * 700)
@example("1e9999999")
def test_any_text_is_read_without_fault(text: str) -> None:
    for read in (words(text), quantity(text, "g/L")):
        assert len(read.text) <= MAX_TEXT
        assert not read.number or PLAIN.fullmatch(read.number)
        assert not (read.number and read.comparator)
        assert bool(read.comparator) == bool(read.bound)
