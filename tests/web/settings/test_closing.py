"""/parametres/fermer/: three screens, a cooling-off, and one tap to undo it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings

from carnet.base import clock
from carnet.journal.events import EventKind
from carnet.records import queries
from tests.web.settings.conftest import Somebody

PAGE, CHOICE, ASKED = (f"/parametres/fermer/{end}" for end in ("", "choix/", "demande/"))
CANCEL = "/parametres/fermer/annuler"


def state(nathalie: Somebody) -> tuple[str, bool, bool]:
    life = queries.life(nathalie.person_id)
    assert life is not None
    return life.state, life.closing_asked, life.delete_on_closing


@pytest.fixture
def closing(nathalie: Somebody) -> Somebody:
    """She asked for it, and keeps her documents."""
    nathalie.done(CHOICE, documents="keep", password=nathalie.password)
    return nathalie


def test_the_first_screen_says_what_will_happen(nathalie: Somebody) -> None:
    page = nathalie.get(PAGE)
    assert f"{settings.CLOSING_COOLING_OFF.days}\u00a0jours" in page
    assert "10\u00a0ans" in page


def test_the_second_asks_with_nothing_ticked(nathalie: Somebody) -> None:
    page = nathalie.get(CHOICE)
    assert " checked" not in page
    assert "représentant légal" not in page


def test_the_third_says_until_when(nathalie: Somebody) -> None:
    page = nathalie.done(CHOICE, documents="keep", password=nathalie.password)
    assert "La fermeture est demandée" in page
    assert state(nathalie) == ("active", True, False)
    assert nathalie.told(EventKind.CLOSING_REQUESTED) == 1


def test_a_deletion_may_be_asked_with_it(nathalie: Somebody) -> None:
    page = nathalie.done(CHOICE, documents="delete", password=nathalie.password)
    assert "supprimés dans les 3\u00a0mois" in page
    assert state(nathalie) == ("active", True, True)


def test_every_page_reminds_and_undoes(closing: Somebody) -> None:
    for path in ("/accueil/", "/documents/", "/parametres/"):
        assert "Annuler la fermeture" in closing.get(path)
    assert "Rien n’a changé." in closing.done(CANCEL)
    assert state(closing) == ("active", False, False)
    assert "Annuler la fermeture" not in closing.get("/accueil/")


def test_asking_twice_keeps_the_first_date(closing: Somebody) -> None:
    first = queries.life(closing.person_id)
    with clock.moved(timedelta(minutes=1)):
        closing.done(CHOICE, documents="keep", password=closing.password)
    assert queries.life(closing.person_id) == first


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"documents": "keep", "password": "Cerise-43x"}, "n’est pas le bon"),
        ({"documents": "keep"}, "Écrivez votre mot de passe"),
        ({"password": "Cerise-42x"}, "Choisissez ce que deviennent"),
        ({"documents": "x", "password": "Cerise-42x"}, "Il y a 1"),
        ({}, "Il y a 2"),
    ],
)
def test_without_choice_or_password_nothing_changes(
    nathalie: Somebody, sent: dict[str, str], words: str
) -> None:
    page = nathalie.refused(CHOICE, **sent)
    assert words in page
    assert "Cerise" not in page
    assert state(nathalie) == ("active", False, False)


def test_the_screens_lead_to_where_it_is(closing: Somebody) -> None:
    assert closing.client.get(PAGE)["Location"] == ASKED
    closing.done(CANCEL)
    assert closing.client.get(ASKED)["Location"] == PAGE


def test_undoing_what_is_closed_already_is_said(closing: Somebody) -> None:
    with clock.moved(settings.CLOSING_COOLING_OFF + timedelta(minutes=1)):
        pass  # a tab left open: the timer closed the record meanwhile
    from carnet.access.facts import Actor, ActorKind
    from carnet.records import actions

    actions.close_now(closing.person_id, Actor(ActorKind.SYSTEM))
    assert closing.post(CANCEL)["Location"] == "/parametres/ferme/"
