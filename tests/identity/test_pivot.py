"""The pivot identity: two spellings of one person are one, two people are two."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.identity import people
from carnet.identity.pivot import normalised, pivot
from tests.identity.test_people import traits


def spelt(**changes: Any) -> people.Traits:
    return traits(**changes)


@pytest.mark.parametrize(
    "other",
    [
        {"birth_name": "Dupont"},
        {"given_names": "Marie Anne"},
        {"given_names": "ANNE-MARIE"},
        {"given_names": "  Anné\u00a0MARÏE "},
        {"birth_name": "DU PONT"},
        {"birth_name": "D’Upont"},
        {"used_name": "DURAND"},
        {"matricule": "155122A00412332"},
    ],
)
def test_spellings_of_one_person_are_one(other: dict[str, Any]) -> None:
    assert pivot(spelt(**other)) == pivot(spelt())


@pytest.mark.parametrize(
    "other",
    [
        {"birth_name": "DUPOND"},
        {"given_names": "ANNE"},
        {"given_names": "ANNE MARIE MARIE"},
        {"sex": "M"},
        {"birth_date": date(1955, 6, 2)},
        {"birth_place": "75112"},
        {"birth_name": "DUPONTANNE", "given_names": "MARIE"},
    ],
)
def test_other_people_are_others(other: dict[str, Any]) -> None:
    assert pivot(spelt(**other)) != pivot(spelt())


@pytest.mark.parametrize(
    ("one", "other"),
    [("BŒUF", "BOEUF"), ("Strauß", "STRAUSS"), ("Łukasz", "LUKASZ"), ("Nuñez", "NUNEZ"),
     ("LE GOFF", "Le-Goff"), ("O'Brien", "O’BRIEN")],
)  # fmt: skip
def test_letters_are_spelt_as_registers_do(one: str, other: str) -> None:
    assert normalised(spelt(birth_name=one)) == normalised(spelt(birth_name=other))


LATIN = st.text(st.characters(codec="utf-8", max_codepoint=0x24F), min_size=1, max_size=40)


@given(LATIN, LATIN)
def test_case_never_counts(name: str, given_names: str) -> None:
    as_is = spelt(birth_name=name, given_names=given_names)
    capitals = spelt(birth_name=name.upper(), given_names=given_names.upper())
    assert normalised(as_is) == normalised(capitals)


@given(st.lists(st.text("ABCÉçï", min_size=1), min_size=1), st.randoms(use_true_random=False))
def test_order_of_given_names_never_counts(names: list[str], random: Any) -> None:
    shuffled = random.sample(names, len(names))
    assert normalised(spelt(given_names=" ".join(names))) == normalised(
        spelt(given_names="-".join(shuffled))
    )


@given(LATIN)
def test_normalised_text_is_plain(name: str) -> None:
    found, _, _rest = normalised(spelt(birth_name=name)).partition("|")
    assert normalised(spelt(birth_name=found)).partition("|")[0] == found
    assert "|" not in found
    assert " " not in found


@pytest.mark.django_db
def test_it_finds_nobody_one_or_several() -> None:
    assert people.find_by_pivot(spelt()) == []
    first = people.add_person(spelt())
    assert people.find_by_pivot(spelt(given_names="Marie-Anne")) == [first]
    second = people.add_person(spelt(matricule="155122A00412332"))
    assert people.find_by_pivot(spelt()) == [first, second]
