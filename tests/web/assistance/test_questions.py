from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from carnet.accounts.models import Account
from carnet.assistance import tickets
from carnet.assistance.roles import Role
from carnet.base.ids import Kind, Pointer, conceal
from tests.assistance.world import account, agent, known, picture
from tests.web.desk.conftest import at_desk

START = "/aide/demandes/"


@pytest.fixture
def nathalie(client: Client, db: None) -> int:
    """The mother, signed in by ``client``."""
    person_id = known()
    client.force_login(Account.objects.get(pk=account(person_id)))
    return person_id


def place(person_id: int, number: int = 1) -> str:
    return f"{START}{conceal(Pointer(Kind.TICKET, person_id, number))}/"


def typed(**changes: object) -> dict[str, object]:
    return {"subject": "code", "text": "Je n’ai rien reçu."} | changes


def file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_question_with_files(client: Client, nathalie: int) -> None:
    files = [file("a.png", picture()), file("b.txt", b"words")]
    assert client.post(START, typed(attached=files))["Location"] == START
    page = client.get(place(nathalie)).content.decode()
    assert "Je n’ai rien reçu." in page
    found = client.get(f"{place(nathalie)}pieces/1")
    assert found.content == picture()
    assert found["Content-Disposition"].startswith("attachment")
    assert client.get(f"{place(nathalie)}pieces/9").status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"subject": ""}, "Choisissez un sujet"),
        ({"subject": "x"}, "Sélectionnez un choix valide"),
        ({"text": ""}, "Écrivez votre message"),
        ({"text": "x" * 4001}, "caractères au plus"),
        ({"attached": [SimpleUploadedFile("a.exe", b"MZ\x90\x00\x01")]}, "pas accepté"),
        ({"attached": [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(6)]}, "5 fichiers"),
    ],
)
def test_a_refused_question_keeps_its_words(
    client: Client, nathalie: int, changes: dict[str, object], words: str
) -> None:
    page = client.post(START, typed(**changes))
    text = page.content.decode()
    assert page.status_code == 422
    assert words in text
    assert "<title>Erreur" in text
    assert tickets.of_person(nathalie) == []


def test_words_of_the_form_never_become_markup(client: Client, nathalie: int) -> None:
    client.post(START, typed(text="<script>alert(1)</script>"))
    assert "<script>alert" not in client.get(place(nathalie)).content.decode()
    hotline = at_desk(Role.HOTLINE)
    address = place(nathalie).replace("/aide", "/guichet")
    assert "<script>alert" not in hotline.get(address).content.decode()


def test_an_answer_comes_back(client: Client, nathalie: int) -> None:
    client.post(START, typed())
    hotline = at_desk(Role.HOTLINE)
    address = place(nathalie).replace("/aide", "/guichet")
    assert address in hotline.get("/guichet/demandes/").content.decode()
    assert "Je n’ai rien reçu." in hotline.get(address).content.decode()
    assert hotline.post(address, {"text": ""}).status_code == 422
    assert hotline.post(address, {"text": "Un code part."})["Location"] == "/guichet/demandes/"
    assert "Un code part." in client.get(place(nathalie)).content.decode()
    assert "L’assistance a répondu" in client.get("/notifications/").content.decode()
    assert client.post(place(nathalie), {"text": "Merci."}).status_code == 302
    assert hotline.post(f"{address}clore").status_code == 302
    assert client.post(place(nathalie), {"text": "Encore."}).status_code == 404


def test_the_account_is_shown_only_with_consent(client: Client, nathalie: int) -> None:
    client.post(START, typed())
    hotline = at_desk(Role.HOTLINE)
    address = place(nathalie).replace("/aide", "/guichet")
    assert "nathalie.d" not in hotline.get(address).content.decode()
    client.post(f"{place(nathalie)}montrer")
    assert "nathalie.d" in hotline.get(address).content.decode()
    client.post(f"{place(nathalie)}cacher")
    assert "nathalie.d" not in hotline.get(address).content.decode()


def test_france_services_reads_no_question(client: Client, nathalie: int) -> None:
    client.post(START, typed())
    house = at_desk(Role.FRANCE_SERVICES)
    address = place(nathalie).replace("/aide", "/guichet")
    for page in ("/guichet/demandes/", address, f"{address}pieces/1"):
        assert house.get(page).status_code == 403
    assert house.post(f"{address}clore").status_code == 403


def test_somebody_elses_question_is_404(client: Client, nathalie: int) -> None:
    for address in (place(nathalie + 1), place(nathalie, 7)):
        assert client.get(address).status_code == 404
        assert client.post(f"{address}clore").status_code == 404
        assert client.post(f"{address}montrer").status_code == 404


def test_it_takes_a_sign_in(client: Client, db: None) -> None:
    assert client.get(START)["Location"].startswith("/connexion/")
    agent()
