"""Words: one plain form for all the ways in which people write one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carnet.contents import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hémoglobine glyquée", ["hemoglobine", "glyquee"]),
        ("He\u0301moglobine", ["hemoglobine"]),
        ("CŒUR, œdème; Ærosol", ["coeur", "oedeme", "aerosol"]),
        ("l’insuffisance d'urgence", ["insuffisance", "urgence"]),
        ("aujourd’hui", ["aujourd", "hui"]),
        ("vitamine D, hépatite C", ["vitamine", "d", "hepatite", "c"]),
        ("7,2 g/dL", ["7\x1f2", "g", "dl"]),
        ("7.2", ["7\x1f2"]),
        ("le 12.03.2026 à 8h30", ["le", "12", "03", "2026", "a", "8", "h30"]),
        ("Doliprane 500mg", ["doliprane", "500", "mg"]),
        ("HbA1c COVID-19", ["hba1c", "covid", "19"]),
        ("eﬃcacité ﬁbrose", ["efficacite", "fibrose"]),
        ("a_b\tc\x00d\x1fe\x1ef", ["a", "b", "c", "d", "e", "f"]),
        ("µmol 10²", ["μmol", "102"]),
        ("", []),
        ("… – ! \u200b", []),
    ],
)
def test_plain_words(text: str, found: list[str]) -> None:
    assert words.words(text) == found


def test_small_words_of_a_question_are_left_out_unless_alone() -> None:
    assert words.asked("la prise de sang de mars") == ["prise", "sang", "mars"]
    assert words.asked("de la") == ["de", "la"]
    assert words.asked("Sang SANG sang") == ["sang"]


def test_a_very_long_question_is_cut() -> None:
    asked = words.asked("mot " + " ".join(f"w{n}" for n in range(10_000)))
    assert len(asked) == words.MOST_ASKED
    assert words.asked("x" * 1_000_000) == ["x" * 40]


@given(st.text())
def test_plain_words_are_plain_already(text: str) -> None:
    once = words.words(text)
    assert words.words(" ".join(word.replace(words.POINT, ".") for word in once)) == once


@given(st.text())
def test_what_is_packed_is_found_again(text: str) -> None:
    unpacked = words.unpack(words.pack(text)).decode()
    found = unpacked.strip("\n").split("\n") if unpacked.strip("\n") else []
    told = {w.encode("utf-8", "replace").decode() for w in words.words(text)}
    assert {w for w in told if words.asked(f"{w} mot") != ["mot"]} <= set(found) <= told
    assert unpacked.startswith("\n")
    assert unpacked.endswith("\n")


@given(st.lists(st.text(), max_size=8))
def test_many_texts_keep_their_places(texts: list[str]) -> None:
    each = words.each(texts)
    assert len(each) == max(1, len(texts))
    for text, one in zip(texts, each, strict=False):
        alone = {w.encode("utf-8", "replace") for w in words.words(text) if len(w) < 40}
        assert alone <= set(one.split(b"\n"))


@given(st.text())
@example("\u00ad\r0")
def test_a_packed_text_comes_back_readable(text: str) -> None:
    again = words.unpack_text(words.pack_text(text))
    assert all(line and line == " ".join(line.split()) for line in again.splitlines())
    assert set(words.words(again)) <= set(words.words(text.replace("\u00ad", ""))) | {"?"}


def test_a_text_is_kept_as_people_type_it() -> None:
    kept = words.pack_text("eﬃcace\u00adment  10²\n\n\n e\u0301té ")
    assert words.unpack_text(kept) == "efficacement 10²\nété"


@given(st.binary())
def test_other_bytes_are_refused(data: bytes) -> None:
    try:
        words.unpack(data)
    except ValueError:
        return
    assert data[:1] in (b"\n", b"\x78")  # words as they are, or zlib's own mark


def test_it_holds_for_the_largest_texts() -> None:
    packed = words.pack(" ".join(f"mot{n}" for n in range(100_000)))
    assert len(packed) < 200_000
