"""/documents/<uuid>/: what it says, its original, and one answer for all that is not one's own."""

from __future__ import annotations

import hashlib

from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.base.ids import Kind, Pointer, conceal
from carnet.records import door
from uichecks.world import World

UNKNOWN = "/documents/00000000-0000-4000-8000-000000000000/"


def _words(response_text: str) -> str:
    """The page without its reference number."""
    head, _, tail = response_text.partition('class="nowrap">')
    return head + tail[9:]


def test_it_shows_the_document(julie: Client, world: World) -> None:
    page = julie.get(world.address(world.julie, world.documents[0])).content.decode()
    assert "Bilan sanguin" in page
    assert "Ferritine" in page
    assert "Des analyses de sang, d’urine ou d’autres prélèvements" in page


def test_it_is_not_new_any_more(julie: Client, world: World) -> None:
    address = world.address(world.julie, world.documents[0])
    assert any(card.href == address for card in julie.get("/accueil/").context["to_do"])
    julie.get(address)
    assert not any(card.href == address for card in julie.get("/accueil/").context["to_do"])


def test_the_original_is_byte_for_byte(julie: Client, world: World) -> None:
    number = world.documents[0]
    response = julie.get(world.address(world.julie, number) + "original")
    holder = Actor(ActorKind.PERSON, world.julie)
    entry, data = door.open(world.julie, holder).document(number)
    assert response.content == data
    assert hashlib.sha1(response.content, usedforsecurity=False).hexdigest() == entry.sha1
    name = f"Bilan sanguin {entry.service_start:%Y-%m-%d}.xml"
    assert f'filename="{name}"' in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_anothers_document_is_as_unknown_as_an_invented_one(julie: Client, world: World) -> None:
    invented = julie.get(UNKNOWN)
    absent = julie.get(world.address(world.julie, 9999))
    others = julie.get(world.address(world.laura, world.laura_documents[0]))
    assert {answer.status_code for answer in (invented, absent, others)} == {404}
    pages = {_words(answer.content.decode()) for answer in (invented, absent, others)}
    assert len(pages) == 1


def test_a_pointer_to_a_person_is_no_document(julie: Client, world: World) -> None:
    person = conceal(Pointer(Kind.PERSON, world.julie))
    assert julie.get(f"/documents/{person}/").status_code == 404


def test_anothers_files_are_refused(julie: Client, world: World) -> None:
    address = world.address(world.laura, world.laura_documents[0])
    for rest in ("original", "pieces/1", "pieces/1/1.webp", "lecteurs/"):
        assert julie.get(address + rest).status_code == 404


def test_a_page_of_the_attached_file_is_a_picture(julie: Client, world: World) -> None:
    number = next(
        entry.entry_no
        for entry in door.open(world.julie, Actor(ActorKind.PERSON, world.julie)).timeline().entries
        if entry.title == "Consultation de suivi"
    )
    address = world.address(world.julie, number)
    picture = julie.get(address + "pieces/1/1.webp")
    assert picture["Content-Type"] == "image/webp"
    assert picture.content[8:12] == b"WEBP"
    assert julie.get(address + "pieces/1/99.webp").status_code == 404
    assert julie.get(address + "pieces/9").status_code == 404
    assert julie.get(address + f"pieces/1/{10**30}.webp").status_code == 404
    assert julie.get(address + "pieces/1").content.startswith(b"%PDF")
