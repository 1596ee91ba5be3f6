"""/famille/invitation/…/: the invited certifies and accepts, or refuses; nobody else sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from carnet.accounts import family
from carnet.base import clock
from carnet.base.ids import Kind, Pointer, conceal
from carnet.sharing import actions, families
from carnet.sharing.queries import representatives
from tests.accounts.families import NAMED, Family, person
from tests.web.family.conftest import Enter


@pytest.fixture(autouse=True)
def invited(here: Family) -> None:
    family.activate(here.mother, here.lea)
    actions.invite(here.lea, person(here.mother), NAMED)


@pytest.fixture
def father(enter: Enter, here: Family) -> Client:
    return enter(here.father)


def _where(here: Family, number: int = 1) -> str:
    return f"/famille/invitation/{conceal(Pointer(Kind.INVITATION, here.lea, number))}/"


def test_it_says_who_asks_and_for_whom(father: Client, here: Family) -> None:
    text = father.get(_where(here)).content.decode()
    assert "Nathalie Desmaux vous invite à être le deuxième représentant légal de Lea." in text
    assert " checked" not in text
    assert _where(here) in father.get("/famille/").content.decode()


def test_yes_certifies_and_accepts(father: Client, here: Family) -> None:
    answer = father.post(_where(here), {"represents": "oui"})
    assert (answer.status_code, answer["Location"]) == (302, "/famille/")
    assert "Vous représentez maintenant Lea." in father.get("/famille/").content.decode()
    assert representatives(here.lea) == [here.mother, here.father]


def test_no_refuses(father: Client, here: Family) -> None:
    father.post(_where(here), {"represents": "non"})
    assert "Vous avez refusé l’invitation." in father.get("/famille/").content.decode()
    assert families.sent(here.lea, here.mother)[0].answer == "refused"
    assert representatives(here.lea) == [here.mother]


@pytest.mark.parametrize("typed", [{}, {"represents": "peut-être"}, {"represents": "\x00"}])
def test_neither_yes_nor_no_is_asked_again(
    father: Client, here: Family, typed: dict[str, str]
) -> None:
    answer = father.post(_where(here), typed)
    assert answer.status_code == 422
    assert "Choisissez oui ou non" in answer.content.decode()
    assert len(families.received(here.father)) == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_it_waits_no_more(father: Client, here: Family, method: str) -> None:
    actions.withdraw_invitation(here.lea, 1, here.mother)
    answer = getattr(father, method)(_where(here), {"represents": "oui"})
    assert answer["Location"] == "/famille/"
    assert "n’attend plus de réponse" in father.get("/famille/").content.decode()
    assert representatives(here.lea) == [here.mother]


def test_it_expires(enter: Enter, here: Family) -> None:
    with clock.moved(settings.REPRESENTATIVE_INVITATION + timedelta(minutes=1)):
        answer = enter(here.father).post(_where(here), {"represents": "oui"})
    assert answer["Location"] == "/famille/"
    assert representatives(here.lea) == [here.mother]


def test_the_inviter_and_a_forged_address_answer_nothing(
    father: Client, mother: Client, here: Family
) -> None:
    assert mother.post(_where(here), {"represents": "oui"})["Location"] == "/famille/"
    assert father.post(_where(here, 2), {"represents": "oui"})["Location"] == "/famille/"
    forged = f"/famille/invitation/{conceal(Pointer(Kind.PERSON, here.lea))}/"
    assert father.get(forged).status_code == 404
    assert representatives(here.lea) == [here.mother]
    assert len(families.received(here.father)) == 1
