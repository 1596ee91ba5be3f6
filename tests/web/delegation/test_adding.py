"""A caregiver whose mandate writes adds documents; no caregiver corrects or deletes any."""

from __future__ import annotations

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.journal.wanted import Wanted
from carnet.records import actions, door
from carnet.sharing.delegation import Scope
from tests.formats.files import text_pdf
from tests.web.delegation.conftest import Entrust, signed_in
from tests.web.patient.adding import PAGE, added, begun, file
from uichecks.world import World


@pytest.fixture
def inside(world: World) -> Client:
    """Laura, in the record of Julie."""
    return signed_in(world.laura, inside=world.julie)


def last(world: World, kind: EventKind) -> int:
    """Who did this last."""
    return history(world.julie, limit=1, wanted=Wanted(kinds=(kind,)))[0].actor_id


def test_one_who_writes_adds(inside: Client, world: World, entrust: Entrust) -> None:
    entrust()
    assert f'href="{PAGE}"' in inside.get("/documents/").content.decode()
    address = begun(inside, file(text_pdf("Ordonnance")))
    form = inside.get(address).context["form"]
    assert "hidden" not in form.fields
    assert "DIR_ANT" not in dict(form.fields["category"].choices)
    where = added(inside, address)
    assert inside.get(where).status_code == 200
    assert last(world, EventKind.DOCUMENT_DEPOSITED) == world.laura
    julie = Actor(ActorKind.PERSON, world.julie)
    [entry] = door.open(world.julie, julie).timeline(limit=1).entries
    assert entry.author_name == "Julie Marchand"


def test_what_the_person_hides_stays_hidden(inside: Client, world: World, entrust: Entrust) -> None:
    entrust()
    julie = Actor(ActorKind.PERSON, world.julie)
    actions.set_hide_new_documents(world.julie, julie, hidden=True)
    added(inside, begun(inside, file(text_pdf("Ordonnance"))))
    [entry] = door.open(world.julie, julie).timeline(limit=1).entries
    assert entry.hidden_from_professionals


def test_only_where_entrusted(inside: Client, world: World, entrust: Entrust) -> None:
    entrust(Scope(frozenset({"BIOLOGIE"}), 6, writes=True, hidden_documents=False))
    address = begun(inside, file(text_pdf("Ordonnance")))
    form = inside.get(address).context["form"]
    assert set(dict(form.fields["category"].choices)) == {"BIOLOGIE"}
    added(inside, address, category="BIOLOGIE")


def test_one_who_only_reads_adds_nothing(inside: Client, world: World, entrust: Entrust) -> None:
    entrust(Scope(None, 6, writes=False, hidden_documents=True))
    assert f'href="{PAGE}"' not in inside.get("/documents/").content.decode()
    for answer in (inside.get(PAGE), inside.post(PAGE, {"chosen": file(b"x")})):
        assert answer.status_code == 403
    assert last(world, EventKind.ACCESS_REFUSED) == world.laura


def test_none_corrects_nor_deletes(inside: Client, world: World, entrust: Entrust) -> None:
    entrust()
    where = added(inside, begun(inside, file(text_pdf("Ordonnance"))))
    page = inside.get(where).content.decode()
    assert "supprimer" not in page
    assert "modifier" not in page
    key = where.split("/")[2]
    for path in (f"{where}supprimer", f"{where}modifier/", "/documents/choisir/supprimer"):
        assert inside.post(path, {"document": key}).status_code == 403
    for path in ("/documents/corbeille/", f"{where}modifier/"):
        assert inside.get(path).status_code == 403
    assert inside.get(where).status_code == 200
