"""Finding a word in many documents at once, and what was meant where it is in none."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from carnet.contents import shelves, words
from carnet.contents.shelves import Shelf, forgiven, nearest, root, whole

TEXTS = (
    "Ferritine basse, fer sérique 9 µg/L",
    "Compte rendu d'hospitalisation : pneumopathie",
    "Analyses de sang : hémoglobine 12,5 g/dL",
    "Ordonnance de kinésithérapie",
    "Vaccin contre la grippe, 2024",
)
WORD = st.text(string.ascii_lowercase, min_size=1, max_size=14)


@pytest.fixture(params=[0, 1_000_000], ids=["in lanes", "by find"], autouse=True, scope="module")
def way(request: pytest.FixtureRequest) -> Iterator[None]:
    """Both ways of going through bytes: many at once, or few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelves, "_FEW", request.param)
        yield


def shelf(*texts: str) -> Shelf:
    return Shelf([words.unpack(words.pack(text)) for text in texts])


def laid(*documents: list[str]) -> Shelf:
    """Words as they are, small ones too."""
    return Shelf(["\n".join(("", *known, "")).encode() for known in documents])


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("ferritine", {0}),
        ("ferri", {0}),
        ("hospitalisation", {1}),
        ("analyse", {2}),
        ("vaccins", {4}),
        ("9", {0}),
        ("12\x1f5", {2}),
        ("12", set()),
        ("20", set()),
        ("2024", {4}),
        ("f", set()),
        ("ritine", set()),
        ("pneumopathies", {1}),
    ],
)
def test_a_word_is_found(word: str, places: set[int]) -> None:
    assert shelf(*TEXTS).having(word) == places


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feritine", "ferritine"),
        ("ferritinne", "ferritine"),
        ("ferrtiine", "ferritine"),
        ("emoglobine", "hemoglobine"),
        ("kinesiterapie", "kinesitherapie"),
        ("kinesiterapi", "kinesitherapie"),
        ("grpipe", "grippe"),
        ("pneumpoathei", "pneumopathie"),
        ("vaxcin", "vaccin"),
        ("xylophone", ""),
        ("far", ""),
        ("2023", ""),
    ],
)
def test_what_was_meant(written: str, meant: str) -> None:
    assert nearest(written, [shelf(*TEXTS)]) == meant


def test_of_equals_the_one_that_begins_alike_then_the_most_frequent() -> None:
    assert nearest("bilon", [shelf("bidon bilan", "bilan")]) == "bilan"
    assert nearest("mains", [shelf("bains", "bains", "mainz")]) == "mainz"


@given(WORD, st.lists(WORD, max_size=30))
def test_having_is_what_a_plain_search_finds(word: str, others: list[str]) -> None:
    documents = [others[n::3] for n in range(3)]
    begins = root(word).rstrip("\n")
    expected = {
        place
        for place, known in enumerate(documents)
        if any(w == begins if whole(word) else w.startswith(begins) for w in known)
    }
    assert laid(*documents).having(word) == expected


@given(st.text("abcdefgh", min_size=4, max_size=12), st.data())
def test_a_word_with_forgiven_errors_is_understood(word: str, data: st.DataObject) -> None:
    written = word
    for _ in range(min(forgiven(word), 1)):
        written = data.draw(st.sampled_from(sorted(misspelt(word))))
    assume(forgiven(written))
    assert nearest(written, [shelf(word)]) == word


def misspelt(word: str) -> set[str]:
    """All that one typing error makes of a word."""
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b} | {a + "z" + b for a, b in cuts}
    found |= {a + "z" + b[1:] for a, b in cuts if b}
    return found | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}


@given(st.from_regex(r"\n?[ab]{1,6}\n?", fullmatch=True), st.lists(st.text("ab", min_size=1)))
def test_sharing_is_what_a_plain_search_finds(part: str, known: list[str]) -> None:
    found = laid(known[::2], known[1::2]).sharing(part.encode())
    assert found == {word.encode() for word in known if part in f"\n{word}\n"}


@given(st.text(min_size=1, max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_hostile_words_do_no_harm(asked: str, texts: list[str]) -> None:
    found = shelf(*texts)
    for word in words.asked(asked):
        assert found.having(word) <= set(range(len(texts)))
        nearest(word, [found])
