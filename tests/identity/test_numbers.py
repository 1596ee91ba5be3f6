"""Keys and forms of INS, RPPS and FINESS."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carnet.identity import finess, ins, rpps


def numbered(thirteen: str) -> str:
    return f"{thirteen}{ins.key(thirteen):02d}"


@pytest.mark.parametrize(
    ("thirteen", "key"),
    # The first two are worked by hand: 97 - (N mod 97), with 2A as 19 and 2B as 18.
    [("2550699999999", 34), ("2690549588157", 80), ("1551219999999", 97 - 1551219999999 % 97)],
)
def test_the_key_of_a_number(thirteen: str, key: int) -> None:
    assert ins.key(thirteen) == key


def test_corsica_counts_as_19_and_18() -> None:
    assert ins.key("155122A004123") == ins.key("1551219004123")
    assert ins.key("155122B004123") == ins.key("1551218004123")
    assert ins.check(ins.NIR, numbered("155122A004123")) == []
    assert ins.check(ins.TEST, numbered("155122B004123")) == []


@pytest.mark.parametrize(
    ("oid", "number", "problems"),
    [
        (ins.NIR, numbered("2550675056001"), []),
        (ins.NIR, numbered("2552075056001"), []),  # month unknown
        (ins.NIR, numbered("2551375056001"), ["form"]),  # month 13
        (ins.NIR, numbered("2550075056001"), ["form"]),  # month 00
        (ins.NIR, numbered("8550675056001"), ["form"]),
        (ins.NIA, numbered("8550675056001"), []),  # a provisional number follows its own rule
        (ins.TEST, numbered("8550675056001"), ["form"]),
        (ins.NIR, "255067505600100", ["key"]),
        (ins.NIR, "2550675056001", ["length"]),
        (ins.NIR, "", ["length"]),
        (ins.NIR, "25506750560O1" + "00", ["form"]),
        (ins.NIR, "٢٥٥٠٦٧٥٠٥٦٠٠١٠٠", ["form"]),
        ("1.2.250.1.213.1.4.13", numbered("2550675056001"), ["oid"]),
        ("", "", ["oid", "length"]),
    ],
)
def test_an_ins_is_checked_by_the_rules_of_its_oid(
    oid: str, number: str, problems: list[str]
) -> None:
    assert ins.check(oid, number) == problems


@settings(deadline=None)  # other work may share the machine
@given(st.integers(1, 10**13 - 1), st.integers(0, 99))
def test_only_one_key_is_sound(number: int, key: int) -> None:
    thirteen = f"{number:013d}"
    sound = ins.check(ins.NIA, f"{thirteen}{key:02d}") == []
    assert sound == (key == ins.key(thirteen))


@settings(deadline=None)  # other work may share the machine
@given(st.text(max_size=20))
def test_any_text_is_answered(text: str) -> None:
    assert ins.check(ins.NIR, text)
    assert not rpps.valid(text) or len(text) == 11
    assert not finess.valid(text) or len(text) == 9


def test_rpps() -> None:
    assert rpps.valid("10100000016")
    assert not rpps.valid("10100000017")
    assert not rpps.valid("1010000001")
    assert not rpps.valid("1010000001٧")


def test_finess() -> None:
    assert finess.valid("750803447")
    assert not finess.valid("750803448")
    assert finess.valid("2A0000014")
    assert finess.valid("2B0000020")
    assert not finess.valid("2A0000020")
    assert not finess.valid("2C0000154")
