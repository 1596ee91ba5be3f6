"""The settings of a child's record, opened by a parent: they certify what they are."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client

from carnet.accounts.models import Account
from carnet.base.ids import Kind, Pointer, conceal
from carnet.portability import making
from carnet.records import queries
from uichecks.world import PASSWORD, World

CHOICE = "/parametres/fermer/choix/"


@pytest.fixture
def parent(client: Client, world: World) -> Client:
    """Julie, in the record of Zoé."""
    client.force_login(Account.objects.get(person_id=world.julie))
    client.post("/profils/", {"person": str(conceal(Pointer(Kind.PERSON, world.zoe)))})
    return client


def test_the_child_s_record_closes_not_the_parent_s(
    parent: Client,
    world: World,
) -> None:
    sent = {"documents": "keep", "password": PASSWORD, "certified": "on"}
    page = parent.post(CHOICE, sent, follow=True).content.decode()
    assert "La fermeture est demandée" in page
    of_child, of_parent = queries.life(world.zoe), queries.life(world.julie)
    assert of_child
    assert of_child.closing_asked
    assert of_parent
    assert not of_parent.closing_asked


def test_not_without_certifying(parent: Client, world: World) -> None:
    answer = parent.post(CHOICE, {"documents": "keep", "password": PASSWORD})
    assert answer.status_code == 422
    assert "Cochez cette case" in answer.content.decode()
    life = queries.life(world.zoe)
    assert life
    assert not life.closing_asked


def test_the_copy_is_of_the_child(parent: Client, world: World) -> None:
    parent.post("/mes-donnees/", {"password": PASSWORD})
    making.make_waiting()
    answer = parent.get("/mes-donnees/fichier")
    archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    assert "Zoé" in archive.read("index.html").decode()
    originals = [name for name in archive.namelist() if name.endswith(".xml")]
    assert len(originals) == len(world.zoe_documents)


def test_it_says_who_enters(parent: Client) -> None:
    page = parent.get("/parametres/qui-entre/").content.decode()
    assert "comme représentant légal" in page
    assert "Aucun autre parent" in page
