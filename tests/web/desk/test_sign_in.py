from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from carnet.accounts.models import Account
from carnet.assistance import agents
from carnet.assistance.roles import Kind, Role
from carnet.base import clock
from carnet.web.desk.session import COOKIE
from tests.accounts.world import PASSWORD
from tests.assistance.world import account, agent, code_of, known

pytestmark = pytest.mark.django_db
START, CODE = "/guichet/connexion/", "/guichet/connexion/code/"
NAME = "agent-france_services"


def test_it_takes_two_steps(client: Client) -> None:
    agent()
    first = client.post(START, {"identifier": NAME, "password": PASSWORD})
    assert (first.status_code, first["Location"]) == (302, CODE)
    assert client.get("/guichet/")["Location"] == START
    second = client.post(CODE, {"code": code_of(NAME)})
    assert (second.status_code, second["Location"]) == (302, "/guichet/")
    page = client.get("/guichet/").content.decode()
    assert "France Services de Lens" in page
    assert "agent n°" in page


@pytest.mark.parametrize(
    "typed",
    [
        {"identifier": NAME, "password": "Autre-1234"},
        {"identifier": "personne-1", "password": PASSWORD},
        {"identifier": "", "password": ""},
    ],
)
def test_a_wrong_pair_gets_words(client: Client, typed: dict[str, str]) -> None:
    agent()
    page = client.post(START, typed)
    assert page.status_code == 422
    assert "<title>Erreur" in page.content.decode()
    assert PASSWORD not in page.content.decode()


def test_a_wrong_code_gets_words(client: Client) -> None:
    agent()
    client.post(START, {"identifier": NAME, "password": PASSWORD})
    page = client.post(CODE, {"code": "12"})
    assert page.status_code == 422
    assert "Attendez le suivant" in page.content.decode()
    assert client.get("/guichet/")["Location"] == START


def test_the_second_step_needs_the_first(client: Client) -> None:
    assert client.get(CODE)["Location"] == START
    assert client.post(CODE, {"code": "123456"})["Location"] == START


def test_too_many_tries_are_429(client: Client) -> None:
    agent()
    wrong = {"identifier": NAME, "password": "x"}
    assert [client.post(START, wrong).status_code for _ in range(5)] == [422] * 4 + [429]


def test_a_quarter_of_an_hour_alone_ends_it(house: Client) -> None:
    with clock.moved(timedelta(minutes=14)):
        assert house.get("/guichet/").status_code == 200
    with clock.moved(timedelta(minutes=28)):
        assert house.get("/guichet/").status_code == 200  # it was touched
    with clock.moved(timedelta(minutes=44)):
        assert house.get("/guichet/")["Location"] == START
    assert house.get("/guichet/")["Location"] == START


@pytest.mark.parametrize("verb", [agents.disable, agents.reset])
def test_the_operator_ends_a_session(house: Client, verb: object) -> None:
    verb(NAME)  # type: ignore[operator]
    assert house.get("/guichet/")["Location"] == START


def test_signing_out_ends_it(house: Client) -> None:
    assert house.get("/guichet/deconnexion/").status_code == 200
    assert house.post("/guichet/deconnexion/")["Location"] == START
    assert house.get("/guichet/")["Location"] == START


def test_the_cookie_stays_at_the_desk(house: Client) -> None:
    cookie = house.cookies[COOKIE]
    assert cookie["path"] == "/guichet/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_neither_session_is_the_other(client: Client, house: Client) -> None:
    person_id = known()
    client.force_login(Account.objects.get(pk=account(person_id)))
    patients = client.cookies["sessionid"].value
    client.cookies[COOKIE] = patients
    assert client.get("/guichet/")["Location"] == START
    client.cookies["sessionid"] = house.cookies[COOKIE].value
    assert client.get("/accueil/")["Location"].startswith("/connexion/")


def test_a_first_access_is_prepared_by_the_agent(client: Client) -> None:
    code = agents.add("nouvel-agent", "Ligne", Kind.HOTLINE, Role.HOTLINE)
    wrong = client.post(
        "/guichet/installation/", {"identifier": "nouvel-agent", "code": "ACDEFHJKMN"}
    )
    assert wrong.status_code == 422
    began = client.post("/guichet/installation/", {"identifier": "nouvel-agent", "code": code})
    assert began["Location"] == "/guichet/installation/facteur/"
    assert client.get("/guichet/installation/facteur.png")["Content-Type"] == "image/png"
    page = client.get("/guichet/installation/facteur/").content.decode()
    weak = client.post("/guichet/installation/facteur/", {"password": "x", "code": "1"})
    assert weak.status_code == 422
    typed = {"password": PASSWORD, "code": code_of("nouvel-agent")}
    done = client.post("/guichet/installation/facteur/", typed)
    assert done["Location"] == START
    assert "Clé" in page
    assert client.get("/guichet/installation/facteur/")["Location"] == "/guichet/installation/"
    assert client.get("/guichet/installation/facteur.png").status_code == 404
