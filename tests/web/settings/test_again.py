"""/parametres/confirmer/: the password again, then on."""

from datetime import timedelta

import pytest

from carnet.base import clock
from carnet.journal.events import EventKind
from tests.web.settings.conftest import Somebody

PAGE = "/parametres/confirmer/"


def test_the_right_password_leads_on(nathalie: Somebody) -> None:
    with clock.moved(timedelta(minutes=16)):
        asked = nathalie.client.get("/parametres/cles/")["Location"]
        assert asked == f"{PAGE}?next=%2Fparametres%2Fcles%2F"
        answer = nathalie.post(asked, password=nathalie.password)
        assert answer["Location"] == "/parametres/cles/"
        assert nathalie.get("/parametres/cles/")


def test_a_wrong_one_does_not_and_is_journaled(nathalie: Somebody) -> None:
    nathalie.refused(PAGE, password="Cerise-43x")
    assert nathalie.told(EventKind.SIGN_IN_FAILED) == 1


def test_guessing_in_series_is_slowed_then_locked(nathalie: Somebody) -> None:
    answers = [nathalie.post(PAGE, password="Cerise-43x").status_code for _try in range(5)]
    assert answers == [422, 422, 422, 422, 429]
    for minute in range(1, 8):
        with clock.moved(timedelta(minutes=minute)):
            nathalie.post(PAGE, password="Cerise-43x")
    with clock.moved(timedelta(minutes=8)):
        answer = nathalie.post(PAGE, password=nathalie.password)
    assert (answer.status_code, "Trop d’essais" in answer.content.decode()) == (429, True)


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "javascript:1", "patient:home", ""]
)
def test_it_never_leads_out_of_the_house(nathalie: Somebody, wanted: str) -> None:
    answer = nathalie.post(f"{PAGE}?next={wanted}", password=nathalie.password)
    assert answer["Location"] == "/parametres/"


def test_a_form_sent_too_late_leads_back_to_its_page(nathalie: Somebody) -> None:
    with clock.moved(timedelta(minutes=16)):
        answer = nathalie.post("/parametres/cles/retirer", key="00")
    assert answer["Location"] == f"{PAGE}?next=%2Fparametres%2Fcles%2F"
