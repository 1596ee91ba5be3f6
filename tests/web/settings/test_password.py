"""/parametres/mot-de-passe/: the one of today, then another; the other sessions end."""

import pytest
from django.core import mail
from django.test import Client

from carnet.base import outbox
from carnet.journal.events import EventKind
from tests.web.settings.conftest import Somebody, enter

PAGE, NEW = "/parametres/mot-de-passe/", "Framboise-77y"


def test_it_is_changed_and_told(nathalie: Somebody) -> None:
    page = nathalie.done(PAGE, password=nathalie.password, new=NEW)
    assert "Le mot de passe est changé" in page
    assert "Changé le" in page
    assert nathalie.account.check_password(NEW)
    assert nathalie.told(EventKind.PASSWORD_CHANGED) == 1
    outbox.drain()
    assert mail.outbox[-1].subject == "Votre mot de passe a changé"
    assert NEW not in mail.outbox[-1].body


def test_this_session_goes_on_the_others_end(nathalie: Somebody) -> None:
    enter(other := Client())
    before = nathalie.client.session.session_key
    nathalie.done(PAGE, password=nathalie.password, new=NEW)
    assert nathalie.client.session.session_key != before
    assert "Cet appareil" in nathalie.get("/parametres/appareils/")
    assert other.get("/accueil/").status_code == 302


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("court-1A", "9 à 128 caractères"),
        ("tout-en-minuscules", "au moins une minuscule"),
        ("Nathalie-1985", "ni votre nom"),
        ("Cerise-42x", "C’est déjà votre mot de passe"),
        ("", "Choisissez un nouveau mot de passe"),
    ],
)
def test_a_weak_one_is_refused_with_what_to_write(nathalie: Somebody, new: str, words: str) -> None:
    page = nathalie.refused(PAGE, password=nathalie.password, new=new)
    assert words in page
    assert nathalie.account.check_password(nathalie.password)


def test_a_session_left_open_is_not_enough(nathalie: Somebody) -> None:
    page = nathalie.refused(PAGE, password="Cerise-43x", new=NEW)
    assert "n’est pas le bon" in page
    assert NEW not in page
    assert nathalie.account.check_password(nathalie.password)
    assert not mail.outbox


def test_too_many_tries_are_429_with_the_time_to_wait(nathalie: Somebody) -> None:
    sent = {"password": "Autre-1234", "new": NEW}
    answers = [nathalie.client.post(PAGE, sent) for _ in range(5)]
    assert [one.status_code for one in answers] == [422] * 4 + [429]
    assert int(answers[-1]["Retry-After"]) >= 1
    assert "Retry-After" not in answers[0]
