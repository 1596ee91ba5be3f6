"""« Voir comme »: one professional, one trade, one relative; never written as their reading."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.accounts.models import Account
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.journal.wanted import Wanted
from carnet.records.actions import hide
from carnet.records.door import open as open_record
from uichecks.world import World


def key(person_id: int) -> str:
    return str(conceal(Pointer(Kind.PERSON, person_id)))


def test_as_the_treating_doctor_and_what_is_kept_from_a_stranger(
    julie: Client, world: World
) -> None:
    page = julie.get(f"/acces/soignants/{world.doctor}/voir/").content.decode()
    assert "Ce que voit Dr Hélène Charrier" in page
    assert "Cette personne voit tout ce que vous voyez." in page
    assert world.address(world.julie, world.documents[0]) in page
    refused = julie.get(f"/acces/soignants/{world.stranger}/voir/").content.decode()
    assert "Cette personne ne peut pas ouvrir ce carnet aujourd’hui." in refused
    assert "Vous ne l’avez pas autorisé." in refused


def test_a_hidden_document_goes_from_their_list_to_the_note(julie: Client, world: World) -> None:
    address = world.address(world.julie, world.documents[0])
    hide(world.julie, Actor(ActorKind.PERSON, world.julie), world.documents[0])
    page = julie.get("/acces/metiers/G15_10/voir/").content.decode()
    theirs, note = page.split("Ce que cette personne ne voit pas")
    assert address not in theirs
    assert address in note
    assert "Vous avez masqué ce document." in note


def test_it_is_written_as_a_look_of_the_person(julie: Client, world: World) -> None:
    julie.get(f"/acces/soignants/{world.doctor}/voir/")
    assert history(world.julie, limit=1)[0].kind is EventKind.PREVIEWED
    page = julie.get("/historique/?qui=moi").content.decode()
    assert "Vous avez regardé le carnet comme Dr Hélène Charrier le verrait." in page
    julie.get("/acces/metiers/G15_60/voir/")
    page = julie.get("/historique/?qui=moi").content.decode()
    assert re.search(r"comme un soignant \(Infirmier\) le verrait", page)


def test_pages_and_categories_follow(julie: Client, world: World) -> None:
    address = f"/acces/soignants/{world.doctor}/voir/"
    choices = julie.get(address).context["choices"]
    assert len(choices) > 2
    for choice in choices[1:]:
        assert julie.get(choice.href).status_code == 200
    assert julie.get(f"{address}?rubrique=RIEN").status_code == 404
    assert julie.get(f"{address}?suite=x").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/acces/soignants/999999/voir/",
        "/acces/metiers/G99_99/voir/",
        f"/acces/proches/{uuid.UUID(int=7)}/voir/",
    ],
)
def test_an_invented_other_is_not_found(julie: Client, address: str) -> None:
    assert julie.get(address).status_code == 404


def test_a_stranger_is_nobody_to_look_as(julie: Client, world: World) -> None:
    assert julie.get(f"/acces/proches/{key(world.laura)}/voir/").status_code == 404


def test_a_parent_looks_as_the_doctor_and_is_told_nothing_more(
    client: Client, world: World
) -> None:
    client.force_login(Account.objects.get(person_id=world.julie))
    client.post("/profils/", {"person": key(world.zoe)})
    page = client.get("/acces/metiers/G15_10/voir/").content.decode()
    assert "Ce que cette personne ne voit pas" not in page
    assert client.get(f"/acces/proches/{key(world.julie)}/voir/").status_code == 200
    read = Wanted(actor_kinds=(ActorKind.PROFESSIONAL,), kinds=(EventKind.SEARCHED,))
    doctor = Actor(ActorKind.PERSON, world.julie)
    assert open_record(world.zoe, doctor).history(wanted=read) == []
