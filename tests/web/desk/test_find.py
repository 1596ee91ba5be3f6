from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from carnet.base import clock
from tests.accounts.world import CHILD, MOTHER, enrol
from tests.assistance.world import ANSWERS, WRONG, known
from tests.web.desk.visit import CASE, FIND, PROOF, WHO, found, opened


def test_a_person_is_found_and_nothing_of_them_shown(hotline: Client) -> None:
    known()
    found(hotline)
    page = hotline.get(PROOF).content.decode()
    for word in ("Nathalie", "Desmaux", "DESMAUX", MOTHER.matricule[:13], MOTHER.vitale, "75012"):
        assert word not in page


@pytest.mark.parametrize(
    "changes", [{"birth_date_0": "15"}, {"matricule": "2 85 08 14 168 026"}, {"matricule": "12"}]
)
def test_who_does_not_match_is_not_found(hotline: Client, changes: dict[str, str]) -> None:
    known()
    page = hotline.post(FIND, WHO | changes)
    assert page.status_code == 422
    assert hotline.get(PROOF)["Location"] == FIND


def test_nothing_is_looked_for_by_an_address(hotline: Client) -> None:
    known()
    hotline.get(FIND, WHO)
    assert hotline.get(PROOF)["Location"] == FIND


def test_a_minor_is_reached_through_the_parent(hotline: Client) -> None:
    enrol(MOTHER, CHILD)
    born = {"birth_date_0": "5", "birth_date_1": "3", "birth_date_2": "2018"}
    page = hotline.post(FIND, {"matricule": CHILD.matricule} | born)
    assert page.status_code == 422
    assert "Cherchez le parent" in page.content.decode()


def test_right_answers_open_the_case(hotline: Client) -> None:
    known()
    assert "Nathalie Desmaux" in opened(hotline)


def test_wrong_answers_never_say_which(hotline: Client) -> None:
    known()
    found(hotline)
    page = hotline.post(PROOF, {str(one): typed for one, typed in WRONG.items()})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Nous ne disons pas lesquelles" in text
    assert not any(expected in text for expected in (MOTHER.vitale, "75012", "Nathalie"))
    assert hotline.get(CASE)["Location"] == FIND


def test_the_fourth_wrong_try_is_429(hotline: Client) -> None:
    known()
    found(hotline)
    typed = {str(one): wrong for one, wrong in WRONG.items()}
    seen = []
    for number in range(4):
        with clock.moved(timedelta(minutes=number)):
            seen.append(hotline.post(PROOF, typed).status_code)
    assert seen == [422, 422, 422, 429]
    right = {str(one): answer for one, answer in ANSWERS.items()}
    with clock.moved(timedelta(minutes=5)):
        assert hotline.post(PROOF, right).status_code == 429


def test_a_document_in_hand(house: Client) -> None:
    known()
    found(house)
    typed = {"document": "passport", "name": "Desmaux"}
    assert house.post("/guichet/preuve/document/", typed)["Location"] == CASE


@pytest.mark.parametrize("typed", [{}, {"document": "card", "name": "Martin"}, {"document": "x"}])
def test_a_document_that_does_not_prove(house: Client, typed: dict[str, str]) -> None:
    known()
    found(house)
    assert house.post("/guichet/preuve/document/", typed).status_code == 422


def test_the_phone_sees_no_document(hotline: Client) -> None:
    known()
    found(hotline)
    assert hotline.get("/guichet/preuve/document/").status_code == 403
    assert "/guichet/preuve/document/" not in hotline.get(PROOF).content.decode()


def test_a_mandate_that_nobody_gave(house: Client) -> None:
    known()
    found(house)
    assert house.post("/guichet/preuve/mandat")["Location"] == PROOF


def test_a_death_is_for_supervisors(hotline: Client, caisse: Client) -> None:
    known()
    found(hotline)
    assert hotline.get("/guichet/deces/").status_code == 403
    found(caisse)
    day = {"day_0": "2", "day_1": "1", "day_2": "2025"}
    assert caisse.post("/guichet/deces/", day).status_code == 422  # the box is not ticked
    early = day | {"day_2": "1900", "seen": "on"}
    assert caisse.post("/guichet/deces/", early).status_code == 422
    assert caisse.post("/guichet/deces/", day | {"seen": "on"})["Location"] == FIND
