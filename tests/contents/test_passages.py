"""Passages: the words found, marked as the document writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contents import words
from carnet.contents.passages import Marks


def marked(text: str, *plain: str) -> list[str]:
    return [piece.text for piece in Marks(plain).pieces(text) if piece.marked]


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Hémoglobine : 12", "hemoglobine", ["Hémoglobine"]),
        ("HÉMOGLOBINES", "hemoglobine", ["HÉMOGLOBINES"]),
        ("l’œdème du Cœur", "oedeme", ["œdème"]),
        ("Cœur COEUR cœurs", "coeur", ["Cœur", "COEUR", "cœurs"]),
        ("vaccin, vaccins", "vaccins", ["vaccin", "vaccins"]),
        ("7,2 et 7.2, 17,2 et 7,25", "7\x1f2", ["7,2", "7.2"]),
        ("12 et 120, 12,5", "12", ["12"]),
        ("500mg", "mg", ["mg"]),
        ("vitamine D, dose", "d", ["D"]),
        ("préferritine", "ferritine", []),
        ("ferritine\nferritine", "ferritine", ["ferritine", "ferritine"]),
        ("ligne\n12", "12", ["12"]),
        ("1,12 et 3.12", "12", []),
        ("dans l’œil, foeil", "oeil", ["œil"]),
    ],
)
def test_words_are_marked_as_written(text: str, word: str, found: list[str]) -> None:
    assert marked(text, word) == found


def test_nothing_is_marked_without_words() -> None:
    assert Marks([]).pieces("texte") == [("texte", False)]
    assert Marks([]).passages("texte") == []


def test_a_passage_cuts_no_word_and_says_that_it_is_cut() -> None:
    text = "début " * 40 + "ferritine basse " + "suite " * 60
    (found,) = Marks(["ferritine"]).passages(text)
    whole = "".join(piece.text for piece in found)
    assert whole.startswith("… début")
    assert whole.endswith("suite …")
    assert set(whole.split()) == {"…", "début", "ferritine", "basse", "suite"}
    assert len(whole) < 200


def test_words_near_one_another_are_one_passage_and_others_two() -> None:
    far, three = "x " * 300, ["fer", "glucose", "sodium"]
    assert len(Marks(["fer", "ferritine"]).passages("fer et ferritine")) == 1
    assert len(Marks(three).passages(f"fer {far} glucose {far} sodium")) == 2


def test_lines_are_joined() -> None:
    (found,) = Marks(["ferritine"]).passages("Ferritine\n9 µg/L")
    assert "".join(piece.text for piece in found) == "Ferritine · 9 µg/L"


@given(st.text(), st.text(max_size=100))
def test_pieces_are_the_whole_text(text: str, question: str) -> None:
    found = Marks(words.asked(question)).pieces(text)
    assert "".join(piece.text for piece in found) == text


@given(st.text(max_size=300), st.text(max_size=50))
def test_what_is_marked_was_asked(text: str, question: str) -> None:
    marks = Marks(words.asked(question))
    for passage in marks.passages(words.unpack_text(words.pack_text(text))):
        assert any(piece.marked for piece in passage)
