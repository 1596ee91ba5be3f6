"""The directory: by number, by name, and without asking the database twice."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carnet.base.database import execute
from carnet.identity import directory
from carnet.identity.recent import Recent

pytestmark = pytest.mark.django_db


@pytest.fixture
def cabinet() -> int:
    return directory.add_organization("750803447", "Cabinet des Lilas", "SA07", city="Paris")


@pytest.fixture
def doctor(cabinet: int) -> int:
    return directory.add_professional(
        "10100000016", "D'Hérouville-Noël", "Chloé", "G15_10",
        specialty="SM26", title="DR", organization_id=cabinet,
    )  # fmt: skip


def test_it_finds_by_number_and_by_id(cabinet: int, doctor: int) -> None:
    found = directory.professional_by_rpps("10100000016")
    assert found is not None
    assert found == directory.professional(doctor)
    assert (found.specialty, found.organization_id) == ("SM26", cabinet)
    structure = directory.organization_by_finess("750803447")
    assert structure is not None
    assert structure == directory.organization(cabinet)
    assert structure.city == "Paris"


def test_it_says_when_nobody_is_known() -> None:
    assert directory.professional_by_rpps("10100000016") is None
    assert directory.organization(404) is None


def test_it_asks_the_database_once(doctor: int) -> None:
    with CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            directory.professional(doctor)
    assert len(queries) == 1


def test_an_addition_and_a_correction_show_at_once(doctor: int, cabinet: int) -> None:
    directory.professional(doctor)
    again = directory.add_professional("10100000016", "Hérouville", "Chloé", "G15_10")
    assert again == doctor
    found = directory.professional(doctor)
    assert found is not None
    assert found.family_name == "Hérouville"
    assert directory.add_organization("750803447", "Maison des Lilas", "SA52") == cabinet


def test_an_answer_grows_old(monkeypatch: pytest.MonkeyPatch, doctor: int) -> None:
    monkeypatch.setattr(directory, "_recent", Recent(0.0))
    directory.professional(doctor)
    execute("UPDATE identity_professional SET given_name = 'Zoé'")
    found = directory.professional(doctor)
    assert found is not None
    assert found.given_name == "Zoé"


@pytest.mark.parametrize(
    "text", ["herouville", "HÉROUV", "noel chloe", "Chloé d'Hérouville", "d herouville"]
)
def test_it_searches_by_the_beginnings_of_names(text: str, doctor: int) -> None:
    assert [one.professional_id for one in directory.search_professionals(text)] == [doctor]


@pytest.mark.parametrize("text", ["", "  ", "rouville", "chloe martin", "& | ! ( :*", "d'autre"])
def test_it_finds_nobody_for_other_words(text: str, doctor: int) -> None:
    assert directory.search_professionals(text) == []


def test_a_search_is_bounded(doctor: int) -> None:
    directory.add_professional("10100000024", "Hérouville", "Paul", "G15_21")
    assert len(directory.search_professionals("herou", limit=1)) == 1
    assert len(directory.search_professionals("herou")) == 2


def test_unsound_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="rpps"):
        directory.add_professional("10100000019", "A", "B", "G15_10")
    with pytest.raises(ValueError, match="finess"):
        directory.add_organization("750803448", "A", "SA07")
