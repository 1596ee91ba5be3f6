"""/mes-donnees/: ask with the password, wait, take; nobody else, and nothing that became hidden."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from carnet.accounts.models import Account
from carnet.base import clock
from carnet.base.database import execute
from carnet.journal.events import EventKind
from carnet.portability import copies, making
from carnet.portability.choice import Choice
from carnet.records import actions, door
from tests.accounts.world import events
from tests.portability.copying import holder, lines, opened
from uichecks.world import PASSWORD, World

PAGE, FILE, CHOOSE = "/mes-donnees/", "/mes-donnees/fichier", "/mes-donnees/choisir/"


@pytest.fixture
def parent(julie: Client, world: World) -> Client:
    """Julie, in the record of her daughter."""
    session = julie.session
    session["record"] = world.zoe
    session.save()
    return julie


def ask(client: Client, page: str = PAGE, **sent: object) -> None:
    answer = client.post(page, {"password": PASSWORD, **sent})
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?suivi=1")
    making.make_waiting()


def copy(client: Client) -> bytes:
    answer = client.get(FILE)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    data = answer.getvalue()
    assert answer["Content-Length"] == str(len(data))
    return data


def test_it_says_what_it_holds_first(julie: Client) -> None:
    text = julie.get(PAGE).content.decode()
    assert "Il contient des données de santé" in text
    assert "http-equiv" not in text


def test_asked_followed_and_taken(julie: Client, world: World) -> None:
    julie.post(PAGE, {"password": PASSWORD})
    waiting = julie.get(PAGE, {"suivi": "1"}).content.decode()
    assert f'content="3; url={PAGE}?suivi=1"' in waiting
    making.make_waiting()
    ready = julie.get(PAGE, {"suivi": "1"}).content.decode()
    assert f'content="1; url={FILE}"' in ready
    record = door.open(world.julie, holder(world.julie))
    archive = opened(copy(julie))
    files = [one["file"] for one in lines(archive, "donnees/documents.jsonl")]
    assert {archive.read(one) for one in files} == {record.read(no) for no in world.documents}
    again = julie.get(PAGE, {"suivi": "1"}).content.decode()
    assert FILE in again
    assert "http-equiv" not in again  # it comes by itself once


def test_one_line_a_verb(julie: Client, world: World) -> None:
    before = len(events(world.julie))
    ask(julie)
    copy(julie)
    told = events(world.julie)[before:]
    wanted = [EventKind.COPY_ASKED, EventKind.COPY_MADE, EventKind.COPY_DOWNLOADED]
    assert [kind for kind in told if kind in wanted] == wanted
    assert EventKind.DOCUMENT_DOWNLOADED not in told
    assert EventKind.HISTORY_READ not in told


@pytest.mark.parametrize("page", [PAGE, CHOOSE])
@pytest.mark.parametrize("sent", [{}, {"password": "Cerise-43x"}])
def test_not_without_the_password(
    julie: Client, world: World, page: str, sent: dict[str, str]
) -> None:
    answer = julie.post(page, {"parts": ["documents"], **sent})
    assert answer.status_code == 422
    assert "<title>Erreur" in answer.content.decode()
    assert copies.latest(world.julie, world.julie) is None


def test_the_password_again_when_it_was_a_while_ago(julie: Client) -> None:
    ask(julie)
    with clock.moved(timedelta(minutes=20)):
        answer = julie.get(FILE)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/parametres/confirmer/?next=%2Fmes-donnees%2F")


def test_a_part_of_it(julie: Client) -> None:
    ask(julie, CHOOSE, parts=["documents"], categories=["BIOLOGIE"])
    archive = opened(copy(julie))
    told = lines(archive, "donnees/documents.jsonl")
    assert told
    assert {one["category"] for one in told} == {"BIOLOGIE"}
    assert "maison/historique.jsonl" not in archive.namelist()
    assert "pages/acces.html" not in archive.namelist()


@pytest.mark.parametrize(
    "sent",
    [
        {"parts": []},
        {"parts": ["accounts"]},
        {"parts": ["documents"], "categories": ["RIEN"]},
        {"parts": ["documents"], "since_0": "3", "since_1": "3", "since_2": "2026",
         "until_0": "2", "until_1": "3", "until_2": "2026"},
        {"parts": ["documents"], "since_0": "31", "since_1": "2", "since_2": "2026"},
    ],
)  # fmt: skip
def test_a_choice_that_is_none(julie: Client, sent: dict[str, object]) -> None:
    assert julie.post(CHOOSE, {"password": PASSWORD, **sent}).status_code == 422


def test_nothing_before_it_is_ready_nor_once_it_is_over(julie: Client, world: World) -> None:
    before = set(copies.folder().glob("*.copy"))
    assert julie.get(FILE).status_code in {302, 404}
    ask(julie)
    assert set(copies.folder().glob("*.copy")) > before
    with clock.moved(timedelta(days=8)):
        assert making.forget_over() == 1
    assert copies.latest(world.julie, world.julie) is None
    assert set(copies.folder().glob("*.copy")) <= before


def test_given_up(julie: Client, world: World) -> None:
    julie.post(PAGE, {"password": PASSWORD})
    assert julie.post("/mes-donnees/effacer").status_code == 302
    assert making.make_waiting() == 0
    assert copies.latest(world.julie, world.julie) is None


def test_a_parent_takes_that_of_the_child_without_its_secrets(parent: Client, world: World) -> None:
    secret, other = world.zoe_documents[0], world.zoe_documents[1]
    execute(
        "UPDATE records_entry SET hidden_from_representatives = TRUE"
        " WHERE person_id = %s AND entry_no = %s", [world.zoe, secret],
    )  # fmt: skip
    assert "Zoé" in parent.get(PAGE).content.decode()
    ask(parent)
    archive = opened(copy(parent))
    record = door.open(world.zoe, holder(world.zoe))
    held = [archive.read(name) for name in archive.namelist()]
    assert record.read(other) in held
    assert record.read(secret) not in held
    numbers = [one["number"] for one in lines(archive, "donnees/documents.jsonl")]
    assert numbers == list(range(1, len(world.zoe_documents)))
    assert "maison/aidants.json" not in archive.namelist()


def test_what_became_secret_voids_the_copy_made_before(parent: Client, world: World) -> None:
    ask(parent)
    execute(
        "UPDATE records_entry SET hidden_from_representatives = TRUE"
        " WHERE person_id = %s AND entry_no = %s", [world.zoe, world.zoe_documents[0]],
    )  # fmt: skip
    answer = parent.get(FILE)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert copies.latest(world.zoe, world.julie) is None


def test_nobody_takes_the_copy_of_another_reader(parent: Client, world: World) -> None:
    copies.ask(world.zoe, holder(world.zoe), Choice(), "fr")
    making.make_waiting()
    assert copies.latest(world.zoe, world.julie) is None
    ask(parent)  # a recent proof
    copies.give_up(world.zoe, holder(world.julie))
    assert parent.get(FILE).status_code == 404


def test_the_archive_of_a_closed_record(julie: Client, world: World) -> None:
    actions.close_now(world.julie, holder(world.julie))
    ask(julie)
    told = lines(opened(copy(julie)), "donnees/documents.jsonl")
    assert len(told) == len(world.documents)


def test_a_lost_file_says_so(julie: Client, world: World) -> None:
    ask(julie)
    for path in copies.folder().glob("*.copy"):
        path.unlink()
    assert julie.get(FILE)["Location"] == PAGE
    assert copies.latest(world.julie, world.julie) is None


def test_signed_out_goes_to_the_sign_in(client: Client, db: None) -> None:
    for page in (PAGE, CHOOSE, FILE):
        assert client.get(page)["Location"].startswith("/connexion/")
    assert client.post("/mes-donnees/effacer")["Location"].startswith("/connexion/")


def test_the_account_of_another_person_sees_none(client: Client, world: World) -> None:
    copies.ask(world.julie, holder(world.julie), Choice(), "fr")
    making.make_waiting()
    client.force_login(Account.objects.get(person_id=world.laura))
    session = client.session
    session["record"] = world.julie
    session.save()
    assert "prête" not in client.get(PAGE).content.decode()
