"""/historique/<id>/ and « Ce n’est pas normal »: one line opened, reported, answered, blocked."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.sharing import reports
from carnet.sharing.queries import authorizations
from uichecks.world import World

DOCTOR = "Dr Hélène Charrier"


def first_line(julie: Client, address: str = "/historique/") -> str:
    """The address of the first line of a list of the history."""
    page = julie.get(address).content.decode()
    found = re.search(r'href="(/historique/[0-9a-f-]{36}/)"', page)
    assert found
    return found[1]


def read_by_doctor(julie: Client, world: World) -> str:
    """The line that tells that the doctor read Julie's newest document."""
    address = world.address(world.julie, world.documents[0]) + "historique/"
    page = julie.get(address).content.decode()
    return str(re.findall(rf'href="(/historique/[0-9a-f-]{{36}}/)">{DOCTOR} a lu', page)[0])


def test_a_line_says_who_from_where_with_what_why_and_by_which_right(
    julie: Client, world: World
) -> None:
    page = julie.get(read_by_doctor(julie, world)).content.decode()
    for words in (
        DOCTOR, "médecin", "Médilog", "Pour vos soins habituels.", "autorisé par vous",
        "Votre accord donné de vive voix, le", "Bilan sanguin", "la règle d’alors donne la même",
    ):  # fmt: skip
        assert words in page, words
    assert history(world.julie, limit=1)[0].kind is EventKind.EVENT_SHOWN


def test_a_search_names_the_documents_that_it_returned(julie: Client, world: World) -> None:
    address = f"/historique/?soignant={world.doctor}"
    page = julie.get(address).content.decode()
    searched = re.findall(r'href="(/historique/[0-9a-f-]{36}/)">[^<]*liste des documents', page)
    shown = julie.get(searched[0]).content.decode()
    for number in world.documents[:2]:
        assert world.address(world.julie, number) in shown


def test_own_lines_are_opened_and_not_reported(julie: Client) -> None:
    line = first_line(julie, "/historique/?qui=moi")
    assert "Ce n’est pas normal" not in julie.get(line).content.decode()
    assert julie.get(f"{line}signaler/").status_code == 404


def test_forged_and_foreign_lines_are_one_and_the_same(julie: Client, world: World) -> None:
    laura = history(world.laura, limit=1)[0]
    foreign = conceal(Pointer(Kind.EVENT, world.laura, laura.nonce % 2**32, 20000))
    other = conceal(Pointer(Kind.ENTRY, world.julie, world.documents[0]))
    for identifier in (foreign, other, uuid.uuid4()):
        assert julie.get(f"/historique/{identifier}/").status_code == 404
        assert julie.get(f"/historique/{identifier}/signaler/").status_code == 404


def test_a_report_is_sent_with_one_press_and_answered(julie: Client, world: World) -> None:
    line = read_by_doctor(julie, world)
    form = julie.get(f"{line}signaler/").content.decode()
    assert re.search(r'value="unexplained"[^>]* checked', form)
    sent = julie.post(f"{line}signaler/", {"motive": "unexplained"}, follow=True)
    assert sent.redirect_chain == [("/signalements/", 302)]
    assert "Votre signalement n°\u00a01 est parti" in sent.content.decode()
    assert not any(one.blocked for one in authorizations(world.julie))
    reports.answer(world.julie, 1, "Nous avons écrit au cabinet.")
    assert "Nous avons écrit au cabinet." in julie.get("/signalements/").content.decode()
    notices = julie.get("/notifications/").content.decode()
    assert "Vous avez une réponse à un signalement d’accès." in notices
    assert 'href="/signalements/"' in notices


def test_a_report_blocks_in_the_same_place(julie: Client, world: World) -> None:
    line = read_by_doctor(julie, world)
    given = {"motive": "not_my_care", "words": "Je ne le vois plus.", "block": "on"}
    julie.post(f"{line}signaler/", given)
    blocked = [one.professional_id for one in authorizations(world.julie) if one.blocked]
    assert blocked == [world.doctor]
    assert reports.one(world.julie, 1).words == "Je ne le vois plus."


@pytest.mark.parametrize("given", [{}, {"motive": "x"}, {"motive": "unknown", "words": "x" * 1001}])
def test_a_faulty_report_says_what_to_write(
    julie: Client, world: World, given: dict[str, str]
) -> None:
    answer = julie.post(f"{read_by_doctor(julie, world)}signaler/", given)
    assert answer.status_code == 422
    assert "<title>Erreur" in answer.content.decode()
    assert reports.of_person(world.julie, world.julie) == []


def test_the_history_of_a_document_tells_its_readings_and_lists(
    julie: Client, world: World
) -> None:
    address = world.address(world.julie, world.documents[0])
    page = julie.get(f"{address}historique/").content.decode()
    assert f"{DOCTOR} a lu «\u00a0Bilan sanguin\u00a0»." in page
    assert f"{DOCTOR} a consulté la liste des documents." in page
    foreign = world.address(world.laura, world.laura_documents[0])
    assert julie.get(f"{foreign}historique/").status_code == 404
