"""/parametres/ferme/: what a closed record shows, and the ways on from there."""

from __future__ import annotations

import pytest
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.accounts.models import Account
from carnet.base import outbox
from carnet.journal.events import EventKind
from carnet.records import actions, queries
from carnet.records.life import Reason
from tests.web.patient.test_doors import PAGES
from tests.web.settings.conftest import Somebody
from uichecks.world import PASSWORD as WORLD_PASSWORD
from uichecks.world import World

PAGE, REOPEN, DELETE, KEEP = (
    f"/parametres/ferme/{end}" for end in ("", "rouvrir", "supprimer/", "garder")
)
SYSTEM = Actor(ActorKind.SYSTEM)


@pytest.fixture
def closed(nathalie: Somebody) -> Somebody:
    actions.close_now(nathalie.person_id, SYSTEM)
    return nathalie


@pytest.fixture
def deleting(closed: Somebody) -> Somebody:
    closed.done(DELETE, password=closed.password)
    return closed


def state(somebody: Somebody) -> str | None:
    return queries.state(somebody.person_id)


def test_pages_of_the_record_lead_there_those_of_the_account_do_not(closed: Somebody) -> None:
    for path in ("/accueil/", "/acces/", "/historique/", "/notifications/"):
        assert closed.client.get(path)["Location"] == PAGE
    for path in ("/parametres/", "/parametres/appareils/", "/plus/", "/profils/"):
        assert closed.get(path)
    assert {"/accueil/", "/parametres/"} < set(PAGES)


def test_it_says_until_when_and_how_to_come_back(closed: Somebody) -> None:
    page = closed.get(PAGE)
    assert "Les documents sont gardés jusqu’au" in page
    assert "Rouvrir le carnet" in page
    assert "Demander la suppression" in page


@pytest.fixture
def archive(client: Client, world: World) -> Somebody:
    """Julie, whose record is closed with its documents."""
    account = Account.objects.get(person_id=world.julie)
    client.force_login(account)
    actions.close_now(world.julie, SYSTEM)
    outbox.drain()
    return Somebody(client, world.julie, int(account.pk), WORLD_PASSWORD)


def test_what_is_kept_is_read_without_reopening(archive: Somebody, world: World) -> None:
    assert 'href="/documents/"' in archive.get(PAGE)
    page = archive.get("/documents/")
    assert "Vous lisez ce qui est gardé." in page
    address = world.address(world.julie, world.documents[0])
    assert address in page
    page = archive.get(address)
    assert "Vous lisez ce qui est gardé." in page
    assert "Masquer ce document" not in page
    assert archive.client.get(f"{address}original").status_code == 200
    assert archive.client.post(f"{address}masquer")["Location"] == PAGE
    assert state(archive) == "closed"


def test_nothing_is_read_of_a_suspended_record(archive: Somebody, world: World) -> None:
    actions.reopen(world.julie, SYSTEM)
    actions.suspend(world.julie, SYSTEM, Reason.MALFUNCTION)
    for path in ("/documents/", world.address(world.julie, world.documents[0])):
        assert archive.client.get(path)["Location"] == PAGE


def test_one_tap_reopens_it(closed: Somebody) -> None:
    assert "rouvert" in closed.done(REOPEN)
    assert state(closed) == "active"
    assert closed.told(EventKind.RECORD_REOPENED) == 1
    assert closed.client.get(PAGE)["Location"] == "/accueil/"


def test_a_deletion_is_asked_with_the_password(closed: Somebody) -> None:
    page = closed.done(DELETE, password=closed.password)
    assert "au plus tard le" in page
    assert state(closed) == "deletion_pending"


@pytest.mark.parametrize("sent", [{}, {"password": "Cerise-43x"}])
def test_not_without(closed: Somebody, sent: dict[str, str]) -> None:
    closed.refused(DELETE, **sent)
    assert state(closed) == "closed"


def test_it_is_cancelled_by_one_tap(deleting: Somebody) -> None:
    assert "L’archive est gardée." in deleting.done(KEEP)
    assert state(deleting) == "closed"


def test_reopening_cancels_it_too(deleting: Somebody) -> None:
    deleting.done(REOPEN)
    assert state(deleting) == "active"


def test_an_open_record_is_not_deleted_from_there(nathalie: Somebody) -> None:
    assert nathalie.client.get(DELETE)["Location"] == PAGE
    nathalie.post(DELETE, password=nathalie.password)
    assert state(nathalie) == "active"


def test_a_suspension_is_contested(nathalie: Somebody) -> None:
    actions.suspend(nathalie.person_id, SYSTEM, Reason.MALFUNCTION)
    assert "Sans réponse de votre part" in nathalie.get(PAGE)
    assert "Vous avez contesté." in nathalie.done(f"{PAGE}contester")
    assert nathalie.post(REOPEN).status_code == 409
    assert state(nathalie) == "suspended"


@pytest.mark.parametrize("verb", ["garder", "contester", "recommencer"])
def test_a_tab_left_open_is_answered_in_words(nathalie: Somebody, verb: str) -> None:
    answer = nathalie.post(PAGE + verb)
    assert answer.status_code == 409
    assert state(nathalie) == "active"
