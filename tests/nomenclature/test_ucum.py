"""Units are read exactly, and nothing that is no unit is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carnet.nomenclature import ucum

ATOMS = ["g", "mol", "L", "m", "s", "[IU]", "U", "Pa", "eq"]
PREFIXES = {"k": 3, "d": -1, "c": -2, "m": -3, "u": -6, "n": -9, "p": -12, "f": -15}


@pytest.mark.parametrize(
    ("code", "factor", "dimension"),
    [
        ("g/L", 1000, (("g", 1), ("m", -3))),
        ("mmol/L", 1, (("m", -3), ("mol", 1))),
        ("10*9/L", 10**12, (("m", -3),)),
        ("m[IU]/L", 1, (("[IU]", 1), ("m", -3))),
        ("kg/m2", 1000, (("g", 1), ("m", -2))),
        ("mm[Hg]", Fraction(1, 1000), (("m[Hg]", 1),)),
        ("/min", Fraction(1, 60), (("s", -1),)),
        ("%", Fraction(1, 100), ()),
        ("(g/L).s", 1000, (("g", 1), ("m", -3), ("s", 1))),
        ("{copies}/mL", 10**6, (("m", -3), ("{copies}", 1))),
        ("mL/min/{1.73_m2}", Fraction(1, 60_000_000), (("m", 3), ("s", -1), ("{1.73_m2}", -1))),
        ("s-1", 1, (("s", -1),)),
        ("da" + "g", 10, (("g", 1),)),
    ],
)
def test_units(code: str, factor: Fraction | int, dimension: ucum.Dimension) -> None:
    assert ucum.parse(code) == ucum.Unit(Fraction(factor), dimension)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("UI/L", "[IU]/L"), ("mUI/L", "m[IU]/L"), ("kIU/L", "k[IU]/L"), ("[iU]/L", "[IU]/L"),
        ("µg/mL", "ug/mL"), ("μmol/L", "umol/L"), ("G/L", "10*9/L"), ("T/L", "10*12/L"),
        ("mmHg", "mm[Hg]"), ("°C", "Cel"), ("g/l", "g/L"), ("10^9/L", "10*9/L"), (" g/L ", "g/L"),
        ("/nL", "10*9/L"), ("10*3/uL", "10*9/L"),
    ],
)  # fmt: skip
def test_writings_of_one_unit(written: str, code: str) -> None:
    assert ucum.parse(written) == ucum.parse(code) is not None


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "foo", "g/", "g//L", "/", "1.73m2", "mL/min/1.73.m2", "g L", "(g", "g)", "{a",
        "10*", "0", "10*99", "g99", "xg", "kkg", "g-", "croix", "comprimés", "a" * 100,
        "\0", "g\n/L",
    ],
)  # fmt: skip
def test_what_is_no_unit(text: str) -> None:
    assert ucum.parse(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("mmol/mol", "%"), ("g/g", "%"), ("mol/L", "g/L"), ("eq/L", "mol/L"), ("U/L", "[IU]/L"),
     ("U/L", "kat/L"), ("{score}", "1"), ("{copies}/mL", "/mL"), ("Cel", "K"), ("a", "s")],
)  # fmt: skip
def test_dimensions_that_are_not_one(one: str, other: str) -> None:
    left, right = ucum.parse(one), ucum.parse(other)
    assert left is not None
    assert right is not None
    assert left.dimension != right.dimension


@given(st.sampled_from(ATOMS), st.sampled_from(sorted(PREFIXES)), st.sampled_from(ATOMS))
def test_a_prefix_only_scales(atom: str, prefix: str, under: str) -> None:
    plain, scaled = ucum.parse(f"{atom}/{under}"), ucum.parse(f"{prefix}{atom}/{under}")
    assert plain is not None
    assert scaled is not None
    assert scaled.dimension == plain.dimension
    assert scaled.factor == plain.factor * Fraction(10) ** PREFIXES[prefix]


@given(st.text(max_size=80))
@example("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((")
@example("10*30/10*30/10*30.10*30")
def test_any_text_is_read_without_fault(text: str) -> None:
    found = ucum.parse(text)
    assert found is None or found.factor > 0
