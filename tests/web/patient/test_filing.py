"""/documents/dossiers/, and how one document or several are filed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.accounts.models import Account
from carnet.base import clock
from carnet.filing import folders, links, pins, shelves
from carnet.profile import actions as profile
from carnet.profile.queries import Question
from carnet.records import door
from carnet.records.actions import hide_all
from carnet.sharing.models import Delegation
from carnet.web.patient import listing
from tests.records.world import document, put
from tests.web.patient.pages import key
from uichecks.world import World

PAGE = "/documents/dossiers/"
LIST = "/documents/"


def actor(world: World) -> Actor:
    return Actor(ActorKind.PERSON, world.julie)


def filed(world: World) -> dict[str, list[int]]:
    seen = shelves.of(door.open(world.julie, actor(world)))
    return {one.name: sorted(seen.entries(one.folder_no)) for one in seen.folders}


def one(world: World, place: int = 0) -> str:
    return world.address(world.julie, world.documents[place])


def named(world: World, place: int = 0) -> str:
    return one(world, place).split("/")[2]


def listed(client: Client, query: str = "") -> list[str]:
    """The documents of the list, in the order of the page."""
    page = client.get(f"{LIST}{query}").content.decode()
    return re.findall(r'href="/documents/([0-9a-f-]{36})/"', page)


@pytest.fixture
def folder(world: World) -> str:
    """The key of a folder with the two newest documents."""
    number = folders.create(world.julie, actor(world), "Ma fatigue")
    folders.move(world.julie, actor(world), world.documents[:2], number)
    return str(listing.key(world.julie, number))


def test_a_folder_is_made_and_shown(julie: Client, world: World) -> None:
    assert "Aucun dossier pour le moment" in julie.get(PAGE).content.decode()
    made = julie.post(f"{PAGE}nouveau/", {"name": "Mon genou"}, follow=True)
    words = made.content.decode()
    assert "Le dossier est créé." in words
    assert "Dossier «\u00a0Mon genou\u00a0»" in words
    assert "Ce dossier est vide." in words
    assert filed(world) == {"Mon genou": []}
    assert "Mon genou" in julie.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "Écrivez le nom"), ("x" * 61, "60 lettres"), ("a\u200b", "invisible"),
     ("ma FATIGUE", "déjà un dossier de ce nom")],
)  # fmt: skip
def test_bad_names(julie: Client, world: World, folder: str, typed: str, told: str) -> None:
    answer = julie.post(f"{PAGE}nouveau/", {"name": typed})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert list(filed(world)) == ["Ma fatigue"]


def test_too_many(julie: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST", 0)
    answer = julie.post(f"{PAGE}nouveau/", {"name": "Mon genou"})
    assert answer.status_code == 422
    assert "Supprimez-en un d’abord." in answer.content.decode()


def test_the_list_of_a_folder(julie: Client, world: World, folder: str) -> None:
    assert listed(julie, f"?dossier={folder}") == [named(world), named(world, 1)]
    assert 'href="/documents/dossiers/"' in julie.get(LIST).content.decode()
    choose = julie.get(f"{LIST}choisir/?dossier={folder}")
    assert len(choose.context["cards"]) == 2


def test_renamed(julie: Client, world: World, folder: str) -> None:
    path = f"{PAGE}{folder}/nom/"
    assert 'value="Ma fatigue"' in julie.get(path).content.decode()
    saved = julie.post(path, {"name": "Mon sommeil"}, follow=True)
    assert "Le dossier a changé de nom." in saved.content.decode()
    assert list(filed(world)) == ["Mon sommeil"]


def test_deleted_after_a_question(julie: Client, world: World, folder: str) -> None:
    path = f"{PAGE}{folder}/supprimer/"
    assert "Aucun document n’est supprimé" in julie.get(path).content.decode()
    assert filed(world)
    saved = julie.post(path, follow=True)
    assert "Ses documents sont toujours là." in saved.content.decode()
    assert filed(world) == {}
    assert named(world) in listed(julie)
    assert julie.get(path).status_code == 404
    assert julie.get(f"{LIST}?dossier={folder}").status_code == 404


def test_forged_and_foreign_folders(julie: Client, world: World) -> None:
    theirs = folders.create(world.laura, Actor(ActorKind.PERSON, world.laura), "Privé")
    automatic, foreign = listing.key(world.julie, 0), listing.key(world.laura, theirs)
    for wrong in (automatic, foreign, named(world), "00000000-0000-4000-8000-000000000000"):
        assert julie.get(f"{PAGE}{wrong}/nom/").status_code == 404
        assert julie.post(f"{PAGE}{wrong}/supprimer/").status_code == 404
        assert julie.get(f"{LIST}?dossier={wrong}").status_code == 404
    assert julie.get(f"{LIST}?dossier=x").status_code == 404


def test_one_document_goes_in_a_folder_then_in_a_new_one(
    julie: Client, world: World, folder: str
) -> None:
    path = f"{one(world, 2)}ranger/"
    assert "Ma fatigue" in julie.get(path).content.decode()
    saved = julie.post(path, {"sent": "1", "folder": folder}, follow=True)
    assert saved.redirect_chain == [(one(world, 2), 302)]
    assert "1 document est rangé." in saved.content.decode()
    assert len(filed(world)["Ma fatigue"]) == 3
    julie.post(path, {"sent": "1", "folder": "nouveau", "name": "Autre"})
    assert filed(world)["Autre"] == [world.documents[2]]
    out = julie.post(path, {"sent": "1", "folder": "aucun"}, follow=True)
    assert "n’est plus dans un dossier" in out.content.decode()
    assert filed(world)["Autre"] == []


@pytest.mark.parametrize(
    ("sent", "told"),
    [({}, "Choisissez un dossier."), ({"folder": "x"}, "n’existe plus"),
     ({"folder": "nouveau"}, "Écrivez le nom du nouveau dossier."),
     ({"folder": "nouveau", "name": "Ma fatigue"}, "déjà un dossier de ce nom")],
)  # fmt: skip
def test_no_folder_to_go_in(
    julie: Client, world: World, folder: str, sent: dict[str, str], told: str
) -> None:
    answer = julie.post(f"{one(world, 2)}ranger/", {"sent": "1", **sent})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "<title>Erreur" in answer.content.decode()


def test_several_go_in_a_folder(julie: Client, world: World, folder: str) -> None:
    chosen = {"document": [named(world, 2), named(world, 3)], "rubrique": "BIOLOGIE"}
    asked = julie.post(f"{LIST}choisir/ranger", chosen)
    assert asked.status_code == 200
    assert asked.content.decode().count('name="document"') == 2
    saved = julie.post(f"{LIST}choisir/ranger", chosen | {"sent": "1", "folder": folder})
    assert saved.headers["Location"] == "/documents/?rubrique=BIOLOGIE"
    assert len(filed(world)["Ma fatigue"]) == 4


def test_none_ticked(julie: Client, world: World) -> None:
    for verb in ("ranger", "epingler", "desepingler"):
        assert julie.post(f"{LIST}choisir/{verb}").status_code == 422
        assert julie.get(f"{LIST}choisir/{verb}").status_code == 405


def test_pinned_is_first_and_undone_in_one_tap(julie: Client, world: World) -> None:
    last = named(world, -1)
    assert listed(julie)[-1] == last
    saved = julie.post(f"{LIST}choisir/epingler", {"document": [last]}, follow=True)
    words = saved.content.decode()
    assert "1 document est épinglé" in words
    assert "Épinglés" in words
    assert listed(julie)[0] == last
    assert "Ne plus épingler" in julie.get(one(world, -1)).content.decode()
    (undo,) = re.findall(r'action="(/documents/choisir/desepingler\?[^"]+)"', words)
    julie.post(undo)
    assert listed(julie)[-1] == last


def test_too_many_pins(julie: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "MOST", 1)
    chosen = {"document": [named(world), named(world, 1)]}
    saved = julie.post(f"{LIST}choisir/epingler", chosen, follow=True)
    assert "Retirez-en un d’abord." in saved.content.decode()
    assert "Épinglés" not in saved.content.decode()


def test_linked_then_not(julie: Client, world: World) -> None:
    profile.save(world.julie, actor(world), Question.TREATMENTS, "Aspirine")
    path = f"{one(world)}lier/"
    page = julie.get(path).content.decode()
    assert "Traitements écrits dans le profil" in page
    assert f'value="{named(world)}"' not in page
    chosen = {"document": [named(world, 1)], "item": ["treatments"]}
    saved = julie.post(path, chosen, follow=True).content.decode()
    assert "Le lien est fait." in saved
    assert "Va avec" in saved
    assert "Traitements écrits dans le profil" in saved
    assert one(world) in julie.get(one(world, 1)).content.decode()
    undo = re.findall(rf'action="({one(world)}delier/[^"]+)"', saved)
    assert len(undo) == 2
    for address in undo:
        assert julie.get(address).status_code == 405
        saved = julie.post(address, follow=True).content.decode()
    assert "Va avec" not in saved
    assert julie.post(undo[0]).status_code == 404


def test_linked_with_what_another_document_says(julie: Client, world: World) -> None:
    from carnet.contents.reading import read_waiting

    read_waiting(100)
    path = f"{one(world)}lier/"
    page = julie.get(path).content.decode()
    found = re.search(r'name="item" value="([0-9a-f]{32})"[^>]*> <span>([^<]+)<', page)
    assert found, "no treatment was offered"
    saved = julie.post(path, {"item": [found[1]]}, follow=True).content.decode()
    assert f"{found[2]} – <a" in saved


@pytest.mark.parametrize("sent", [{}, {"item": ["x"]}])
def test_nothing_to_link(julie: Client, world: World, sent: dict[str, list[str]]) -> None:
    answer = julie.post(f"{one(world)}lier/", sent)
    assert answer.status_code == 422
    assert "Cochez au moins une case." in answer.content.decode()


def test_a_document_is_not_linked_with_itself(julie: Client, world: World) -> None:
    assert julie.post(f"{one(world)}lier/", {"document": [named(world)]}).status_code == 404


def test_too_many_links(julie: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "MOST", 0)
    sent = {"document": [named(world, 1)]}
    saved = julie.post(f"{one(world)}lier/", sent, follow=True).content.decode()
    assert "Retirez-en un d’abord." in saved


def test_an_old_version_is_not_filed(julie: Client, world: World) -> None:
    first = put(document(90), person_id=world.julie).entries[0]
    put(document(91, replaces_unique_id="1.2.250.90"), person_id=world.julie)
    page = julie.get(world.address(world.julie, first)).content.decode()
    assert "Ranger ce document" not in page


@pytest.fixture
def helper(client: Client, world: World) -> Client:
    """Laura, in the record of Julie, whom she helps."""
    Delegation.objects.create(
        person_id=world.julie, delegation_no=1, caregiver_id=world.laura, named="Laura",
        categories=None, writes=True, hidden_documents=False, answer="accepted",
        offered_at=clock.now(), expires_at=clock.now(), answered_at=clock.now(),
        until=clock.today() + timedelta(days=30),
    )  # fmt: skip
    client.force_login(Account.objects.get(person_id=world.laura))
    client.post("/profils/", {"person": key(world.julie)})
    return client


def test_a_caregiver_files(helper: Client, world: World, folder: str) -> None:
    assert "Créer un dossier" in helper.get(PAGE).content.decode()
    assert "Épingler" in helper.get(one(world)).content.decode()
    helper.post(f"{one(world, 2)}ranger/", {"sent": "1", "folder": folder})
    helper.post(f"{LIST}choisir/epingler", {"document": [named(world, 3)]})
    assert listed(helper)[0] == named(world, 3)
    assert len(filed(world)["Ma fatigue"]) == 3


def test_a_caregiver_who_only_reads_is_offered_nothing(
    helper: Client, world: World, folder: str
) -> None:
    Delegation.objects.update(writes=False)
    assert "Ma fatigue" in helper.get(PAGE).content.decode()
    assert "Créer un dossier" not in helper.get(PAGE).content.decode()
    assert "Épingler" not in helper.get(one(world)).content.decode()
    assert helper.post(f"{PAGE}nouveau/", {"name": "Autre"}).status_code == 403
    refused = helper.post(f"{LIST}choisir/epingler", {"document": [named(world)]})
    assert refused.status_code == 403


def test_a_folder_of_hidden_documents_is_not_the_caregivers(
    helper: Client, world: World, folder: str
) -> None:
    hide_all(world.julie, actor(world), world.documents[:2])
    for page in (PAGE, LIST):
        assert "Ma fatigue" not in helper.get(page).content.decode()
    assert helper.get(f"{LIST}?dossier={folder}").status_code == 404
    assert helper.post(f"{PAGE}{folder}/supprimer/").status_code == 404
