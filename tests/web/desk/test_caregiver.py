"""A proche aidant on paper: recorded with the desk's name, opens nothing before they accept."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from carnet.accounts import actions as accounts
from carnet.assistance import mandates
from carnet.base.database import execute
from carnet.journal.events import EventKind
from carnet.journal.presenter import present
from carnet.journal.queries import history
from carnet.sharing import delegates
from tests.accounts.families import FATHER, add
from tests.accounts.world import MOTHER, PASSWORD
from tests.assistance.world import known, picture
from tests.web.desk.visit import CASE, opened

PAGE = "/guichet/dossier/aidant/"
TYPED = {
    "given_name": "Hervé", "family_name": "Le Goff", "matricule": FATHER.matricule,
    "born_0": "4", "born_1": "2", "born_2": "1983",
    "which": "tout", "hidden": "non", "writes": "oui", "months": "12",
}  # fmt: skip


@pytest.fixture
def father(db: None) -> int:
    number = add(FATHER)
    accounts.open_account(number, "father.demo", PASSWORD, "father@example.org")
    return number


@pytest.fixture
def mother(db: None) -> int:
    number = known()
    execute("UPDATE records_record SET state = 'created' WHERE person_id = %s", [number])
    return number


def signed(**changes: str) -> dict[str, Any]:
    return TYPED | changes | {"scan": SimpleUploadedFile("mandat.png", picture())}


def test_it_is_recorded_with_the_desk_and_waits(house: Client, mother: int, father: int) -> None:
    assert PAGE in opened(house)
    answer = house.post(PAGE, signed(), follow=True)
    assert answer.redirect_chain == [(CASE, 302)]
    page = answer.content.decode()
    assert "Si ces informations sont exactes, une proposition part." in page
    assert "Choix d’un aidant" in page
    [offered] = delegates.received(father)
    assert (offered.person_id, offered.writes, offered.categories) == (mother, True, None)
    assert delegates.helped(father) == []
    [event] = [one for one in history(mother) if one.kind is EventKind.DELEGATION_RECORDED]
    assert "France Services" in present(event, reader_id=mother).sentence
    assert mandates.scan_for_person(mother, event.detail["mandate"]) is not None


def test_the_desk_sees_the_same_whether_they_exist(house: Client, mother: int, father: int) -> None:
    opened(house)
    pages = [
        house.post(PAGE, signed(**changes), follow=True).redirect_chain
        for changes in ({}, {"given_name": "Yves"})
    ]
    assert pages[0] == pages[1]
    assert [one.caregiver_id for one in delegates.given(mother)] == [None, None]
    assert len(delegates.received(father)) == 1


@pytest.mark.parametrize("missing", ["scan", "months", "which", "given_name"])
def test_what_is_missing_is_asked(house: Client, mother: int, father: int, missing: str) -> None:
    opened(house)
    sent = {name: value for name, value in signed().items() if name != missing}
    assert house.post(PAGE, sent).status_code == 422
    assert not delegates.given(mother)
    assert not mandates.of_person(mother)


def test_a_scan_that_is_none_keeps_nothing(house: Client, mother: int, father: int) -> None:
    opened(house)
    sent = signed() | {"scan": SimpleUploadedFile("mandat.png", b"no picture")}
    assert house.post(PAGE, sent).status_code == 422
    assert delegates.given(mother) == []


def test_neither_the_scan_nor_the_offer_is_kept_when_it_cannot_be(
    house: Client, mother: int, father: int
) -> None:
    opened(house)
    execute("UPDATE records_record SET state = 'closed' WHERE person_id = %s", [mother])
    assert PAGE not in house.get(CASE).content.decode()
    answer = house.post(PAGE, signed())
    assert answer.status_code == 422
    assert not delegates.given(mother)
    assert not mandates.of_person(mother)


def test_ones_own_number_is_refused(house: Client, mother: int) -> None:
    opened(house)
    assert house.post(PAGE, signed(matricule=MOTHER.matricule)).status_code == 422


def test_no_case_no_page(house: Client) -> None:
    assert house.get(PAGE)["Location"] == "/guichet/"
