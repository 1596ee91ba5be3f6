"""Names after « de », as French writes them and as other languages do not."""

from __future__ import annotations

import unicodedata

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from carnet.identity.names import of

VOWELS, ACCENTED = "aeiou", "àâäáãåéèêëíîïìóôöòõúûüùæœø"
CONSONANTS = "bcdfgjklmnpqrstvwxzçñ"
REST = st.text("abcdeéilnorstuyz-' ")


def either_case(letters: str) -> st.SearchStrategy[str]:
    return st.sampled_from(letters + letters.upper())


@given(either_case(VOWELS + ACCENTED + "h"), REST)
def test_french_elides_before_a_vowel_accented_or_not_and_before_h(first: str, rest: str) -> None:
    for form in ("NFC", "NFD"):  # é in one sign, or in two
        name = unicodedata.normalize(form, first + rest)
        assert of(name) == f"d’{name}"


@given(either_case(CONSONANTS), REST)
def test_french_never_elides_before_a_consonant(first: str, rest: str) -> None:
    assert of(first + rest) == f"de {first}{rest}"


@given(either_case("y"), either_case(VOWELS + ACCENTED), either_case(CONSONANTS), REST)
def test_y_counts_as_a_vowel_before_a_consonant_only(
    y: str, vowel: str, consonant: str, rest: str
) -> None:
    assert of(y + vowel + rest) == f"de {y}{vowel}{rest}"
    assert of(y + consonant + rest) == f"d’{y}{consonant}{rest}"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Zoé", "de Zoé"), ("Adam", "d’Adam"), ("Élise", "d’Élise"), ("Hugo", "d’Hugo"),
        ("Yves", "d’Yves"), ("Yvonne", "d’Yvonne"), ("Yanis", "de Yanis"), ("Y", "de Y"),
        ("ÉLISE PETIT", "d’ÉLISE PETIT"), ("«\u00a0Analyse\u00a0»", "de «\u00a0Analyse\u00a0»"),
        ("un document", "d’un document"), ("", "de "),
    ],
)  # fmt: skip
def test_names_in_use(name: str, said: str) -> None:
    assert of(name) == said


@given(st.text())
def test_another_language_says_the_name_alone(name: str) -> None:
    with translation.override("en"):
        assert of(name) == name
