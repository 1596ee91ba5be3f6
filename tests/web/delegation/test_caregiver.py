"""A caregiver accepts in two screens, sees what is entrusted, and is out at once when it ends."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal.events import EventKind
from carnet.journal.queries import history
from carnet.records import actions as records
from carnet.sharing import delegates, delegation
from carnet.sharing.delegation import Candidate, Scope
from carnet.web.patient.current import SESSION_KEY
from tests.web.delegation.conftest import EVERYTHING, signed_in
from uichecks.world import World

Entrust = Callable[..., int]


def offer(world: World) -> None:
    holder = Actor(ActorKind.PERSON, world.julie)
    delegation.offer(world.julie, holder, Candidate("Laura", world.laura), EVERYTHING)


def address(laura: Client) -> str:
    found = re.search(r'href="(/famille/aide/[0-9a-f-]{36}/)"', text(laura, "/famille/"))
    assert found is not None
    return found[1]


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def person(person_id: int) -> str:
    return str(conceal(Pointer(Kind.PERSON, person_id)))


def test_two_screens_accept(laura: Client, world: World) -> None:
    offer(world)
    assert "Votre réponse est attendue pour Julie." in text(laura, "/accueil/")
    where = address(laura)
    assert "Tous les documents, sauf les directives anticipées." in text(laura, where)
    page = laura.post(where, {"answer": "accepter"}, follow=True).content.decode()
    assert "Vous êtes maintenant l’aidant de Julie Marchand." in page
    assert "Ceux que vous aidez" in page
    assert "attend plus de réponse" in laura.get(where, follow=True).content.decode()


def test_refusing_opens_nothing(laura: Client, world: World) -> None:
    offer(world)
    page = laura.post(address(laura), {"answer": "refuser"}, follow=True).content.decode()
    assert "Vous avez refusé." in page
    assert delegates.helped(world.laura) == []


def test_nobody_else_answers(julie: Client, laura: Client, world: World) -> None:
    offer(world)
    where = address(laura)
    stranger = signed_in(world.empty)
    for client in (julie, stranger):
        assert client.post(where, {"answer": "accepter"}).headers["Location"] == "/famille/"
    assert delegates.helped(world.laura) == []


def test_she_enters_and_the_band_says_as_what(
    laura: Client, world: World, entrust: Entrust
) -> None:
    entrust()
    assert "Vous êtes son aidant" in text(laura, "/profils/")
    page = laura.post("/profils/", {"person": person(world.julie)}, follow=True).content.decode()
    assert "Vous êtes l’aidant <strong>de Julie</strong>" in page
    assert "vous êtes son aidant" in page
    for hidden in ("/acces/", "/historique/", "/notifications/"):
        assert f'href="{hidden}"' not in page
    shown = text(laura, world.address(world.julie, world.documents[0]))
    assert "Qui peut lire" not in shown
    assert "Masquer ce document" not in shown
    assert "/masquer" not in shown


def test_a_message_pressed_on_her_phone_leads_to_her_own_record(
    world: World, entrust: Entrust
) -> None:
    entrust()
    inside = signed_in(world.laura, inside=world.julie)
    page = inside.get("/notifications/", follow=True)
    assert page.redirect_chain == [("/profils/", 302)]
    assert person(world.laura) in page.content.decode()
    assert EventKind.ACCESS_REFUSED not in [one.kind for one in history(world.julie)]


def test_a_closing_is_shown_to_the_person_alone(
    julie: Client, world: World, entrust: Entrust
) -> None:
    entrust()
    records.request_closing(world.julie, Actor(ActorKind.PERSON, world.julie))
    laura = signed_in(world.laura, inside=world.julie)
    assert "Annuler la fermeture" in text(julie, "/accueil/")
    for path in ("/accueil/", "/documents/", "/plus/"):
        assert "Ce carnet ferme" not in text(laura, path)
        assert "Annuler la fermeture" not in text(laura, path)


def test_what_she_reads_is_in_the_history_of_the_person(world: World, entrust: Entrust) -> None:
    entrust()
    inside = signed_in(world.laura, inside=world.julie)
    assert inside.get(world.address(world.julie, world.documents[0])).status_code == 200
    [read] = [
        one for one in history(world.julie)
        if one.kind is EventKind.DOCUMENT_READ and one.actor_id == world.laura
    ]  # fmt: skip
    assert read.rule == 38


def test_only_what_is_entrusted_is_there(world: World, entrust: Entrust) -> None:
    entrust(Scope(frozenset({"ORD_SOIN"}), 1))
    inside = signed_in(world.laura, inside=world.julie)
    page = text(inside, "/documents/")
    assert "Bilan sanguin" not in page
    answers = [inside.get(world.address(world.julie, one)).status_code for one in world.documents]
    assert set(answers) == {200, 404}
    assert inside.get("/premiers-pas/taille-et-poids/").status_code == 403


def test_a_hidden_document_is_there_only_when_entrusted(world: World, entrust: Entrust) -> None:
    number, holder = world.documents[0], Actor(ActorKind.PERSON, world.julie)
    records.hide(world.julie, holder, number)
    entrust(Scope(None, 1))
    inside = signed_in(world.laura, inside=world.julie)
    assert inside.get(world.address(world.julie, number)).status_code == 404
    entrust(Scope(None, 1, hidden_documents=True))
    assert inside.get(world.address(world.julie, number)).status_code == 200


def test_she_completes_the_profile_when_she_may(
    julie: Client, world: World, entrust: Entrust
) -> None:
    entrust(Scope(None, 1))
    inside, path = signed_in(world.laura, inside=world.julie), "/premiers-pas/taille-et-poids/"
    assert inside.get(path).status_code == 200
    assert inside.post(path, {"height": "170"}).status_code == 403
    entrust(EVERYTHING)
    assert inside.post(path, {"height": "170"}).status_code == 302
    assert "Ajouté par Laura" in text(julie, path)


def test_reading_does_not_say_that_the_person_has_read(
    julie: Client, world: World, entrust: Entrust
) -> None:
    entrust()
    before = text(julie, "/documents/").count("Nouveau")
    assert before
    inside = signed_in(world.laura, inside=world.julie)
    assert "Nouveau" not in text(inside, "/documents/")
    inside.get(world.address(world.julie, world.documents[0]))
    assert text(julie, "/documents/").count("Nouveau") == before


def test_revoked_during_a_session_the_very_next_request_is_refused(
    julie: Client, world: World, entrust: Entrust
) -> None:
    number = entrust()
    inside = signed_in(world.laura, inside=world.julie)
    where = world.address(world.julie, world.documents[0])
    assert inside.get(where).status_code == 200
    delegation.revoke(world.julie, Actor(ActorKind.PERSON, world.julie), number)
    refused = inside.get(where)
    assert refused.status_code == 403
    assert "Ce carnet ne vous est plus ouvert" in refused.content.decode()
    assert "Julie" not in refused.content.decode()
    assert SESSION_KEY not in inside.session
    assert inside.get(where).status_code == 404
    assert "Laura" in text(inside, "/accueil/")


def test_a_form_meant_for_another_record_never_reaches_ones_own(
    world: World, entrust: Entrust
) -> None:
    number = entrust()
    inside = signed_in(world.laura, inside=world.julie)
    delegation.revoke(world.julie, Actor(ActorKind.PERSON, world.julie), number)
    assert inside.post("/premiers-pas/taille-et-poids/", {"height": "170"}).status_code == 403
    assert "170" not in text(inside, "/premiers-pas/taille-et-poids/")


def test_a_public_page_goes_on_when_the_mandate_has_ended(world: World, entrust: Entrust) -> None:
    number = entrust()
    inside = signed_in(world.laura, inside=world.julie)
    delegation.revoke(world.julie, Actor(ActorKind.PERSON, world.julie), number)
    assert inside.get("/droits-de-lecture/").status_code == 200
    assert inside.get("/aide/").status_code == 200


def test_she_ends_it_herself_and_is_back_home(world: World, entrust: Entrust) -> None:
    entrust()
    inside = signed_in(world.laura, inside=world.julie)
    found = re.search(r"/famille/aide/[0-9a-f-]{36}/terminer", text(inside, "/famille/"))
    assert found is not None
    page = inside.post(found[0], follow=True)
    assert page.status_code == 200
    assert "Vous n’êtes plus l’aidant de Julie Marchand." in page.content.decode()
    assert delegates.helped(world.laura) == []
    assert inside.post(found[0]).status_code == 404


def test_the_person_sees_her_among_the_readers_and_may_look_as_she_does(
    julie: Client, world: World, entrust: Entrust
) -> None:
    entrust(Scope(frozenset({"ORD_SOIN"}), 1))
    readers = text(julie, f"{world.address(world.julie, world.documents[0])}lecteurs/")
    assert "Proche aidant" in readers
    assert "Vous n’avez pas confié cette catégorie de documents à votre aidant." in readers
    found = re.search(r"/acces/proches/[0-9a-f-]{36}/voir/", text(julie, "/acces/proches/"))
    assert found is not None
    theirs = text(julie, found[0])
    inside = signed_in(world.laura, inside=world.julie)
    total = re.search(r"Tous \((\d+)\)", theirs)
    same = re.search(r"Tous \((\d+)\)", text(inside, "/documents/"))
    assert total is not None
    assert same is not None
    assert total[1] == same[1]
