from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.profile import values
from carnet.profile.models import Question
from carnet.profile.values import BadAnswer


@pytest.mark.parametrize(
    ("typed", "centimetres"),
    [("172", 172), ("1,72", 172), ("1.72 m", 172), ("1m72", 172), (" 172 cm ", 172), ("50", 50),
     ("0,52", 52), ("1 M 05", 105)],
)  # fmt: skip
def test_a_height_is_read_as_people_write_it(typed: str, centimetres: int) -> None:
    assert values.height(typed) == centimetres


@pytest.mark.parametrize("typed", ["", "29", "261", "1,7", "17 2,5", "-172", "3,00", "٣٤", "cm"])
def test_a_height_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(BadAnswer):
        values.height(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("68", "68"), ("68,5", "68.5"), ("68.50 kg", "68.5"), ("3,4", "3.4"), ("500", "500"),
     ("70,0", "70"), ("100 kilos", "100")],
)  # fmt: skip
def test_a_weight_is_read_with_a_comma_or_a_point(typed: str, kept: str) -> None:
    assert str(values.weight(typed)) == kept


@pytest.mark.parametrize("typed", ["", "0", "0,2", "501", "-5", "68,5,5", "1e3", "six", "NaN"])
def test_a_weight_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(BadAnswer):
        values.weight(typed)


@pytest.mark.parametrize("typed", ["", "   \n", "x" * 3001, "a\x00b", "a\x1bb"])
def test_words_that_cannot_be_kept_are_refused(typed: str) -> None:
    with pytest.raises(BadAnswer):
        values.words(typed)


def test_words_keep_their_lines_and_accents() -> None:
    assert values.words(" Asthme\r\nAppendicite opérée en 1998 ") == (
        "Asthme\nAppendicite opérée en 1998"
    )


@given(st.text(max_size=40), st.sampled_from(Question))
def test_whatever_is_typed_is_kept_readable_or_refused(typed: str, question: Question) -> None:
    try:
        kept = values.read(question, typed)
    except BadAnswer:
        return
    assert values.read(question, kept) == kept


@given(st.integers(3, 5000).map(lambda tenths: Decimal(tenths) / 10))
def test_every_weight_survives_the_way_to_the_page_and_back(kilograms: Decimal) -> None:
    assert values.weight(str(kilograms).replace(".", ",")) == kilograms
