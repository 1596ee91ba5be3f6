"""Rows written by COPY come back as they were, whatever they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from carnet.base.copying import copy, octets, texts
from carnet.base.database import execute, rows

_WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


class TestCopy(TestCase):
    """A table for each test, gone with its transaction."""

    @given(st.lists(st.tuples(_WORDS, _WORDS, st.none() | st.binary()), max_size=4))
    def test_what_is_written_is_read(self, content: list[tuple[str, str, bytes | None]]) -> None:
        execute("CREATE TEMP TABLE copied (number int, a text, b text, c bytea) ON COMMIT DROP")
        copy(
            "copied",
            "number, a, b, c",
            (f"{number}\t{texts(a, b)}\t{octets(c)}" for number, (a, b, c) in enumerate(content)),
        )
        found = rows("SELECT a, b, c FROM copied ORDER BY number", binary=True)
        assert [(a, b, c) for a, b, c in found] == content


@pytest.mark.parametrize("told", ["\\N", "\\.", "a\tb", "a\nb", "\\\\"])
def test_a_text_stays_one_value(told: str) -> None:
    assert not set("\t\n\r") & set(texts(told))
    assert texts(told, "") == f"{texts(told)}\t"
