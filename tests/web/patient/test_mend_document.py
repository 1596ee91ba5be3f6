"""One's own documents corrected and deleted; the bin; what others deposited stays as it is."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.access.facts import Action, Actor, ActorKind
from carnet.base import clock
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.journal.wanted import Wanted
from carnet.records import actions, audit, door, keeping
from carnet.records.views import EntryView
from tests.formats.files import text_pdf
from tests.web.patient.adding import added, begun, file, filled
from uichecks.world import World

BIN, CHOOSE = "/documents/corbeille/", "/documents/choisir/"


@pytest.fixture
def mine(julie: Client, world: World) -> str:
    """The address of a document that Julie added."""
    return added(julie, begun(julie, file(text_pdf("Ordonnance", "le 3 mars 2024"))))


def entry(world: World, address: str) -> EntryView:
    me = Actor(ActorKind.PERSON, world.julie)
    record = door.open(world.julie, me)
    [found] = [
        one
        for one in record.timeline(limit=100).entries
        if address == f"/documents/{one.logical_id}/"
    ]
    return record.entry(found.entry_no)


def told(world: World, kind: EventKind) -> int:
    return len(history(world.julie, limit=100, wanted=Wanted(kinds=(kind,))))


def undo(page: str) -> str:
    found = re.findall(r'class="post" method="post" action="([^"]+)"[^>]*>.*?Annuler', page)
    return str(found[-1]).replace("&amp;", "&")


def listed(client: Client) -> str:
    return client.get("/documents/").content.decode()


def test_its_page_offers_both(julie: Client, world: World, mine: str) -> None:
    page = julie.get(mine).content.decode()
    assert f'href="{mine}modifier/"' in page
    assert f'action="{mine}supprimer"' in page


def test_a_correction_replaces_and_keeps_the_bytes(julie: Client, world: World, mine: str) -> None:
    old = entry(world, mine)
    me = Actor(ActorKind.PERSON, world.julie)
    actions.keep_from(world.julie, me, old.entry_no, "P", world.doctor)
    sent = filled(julie, f"{mine}modifier/")
    assert sent["title"] == "Ordonnance"
    where = added(julie, f"{mine}modifier/", title="Ordonnance de mars", category="CPT_REND")
    new = entry(world, where)
    assert (new.title, new.category, new.type_code) == (
        "Ordonnance de mars",
        "CPT_REND",
        "DOCPAT03",
    )
    assert (new.sha1, new.service_start, new.created_at.date()) == (
        old.sha1, old.service_start, old.created_at.date()
    )  # fmt: skip
    assert new.replaces_entry_no == old.entry_no
    assert keeping.of_entry(world.julie, new.entry_no)[0].subject_id == world.doctor
    assert told(world, EventKind.DOCUMENT_EDITED) == 1
    assert audit.check().problems == []


def test_a_correction_is_undone_in_one_tap(julie: Client, world: World, mine: str) -> None:
    sent = filled(julie, f"{mine}modifier/") | {"title": "Autre"}
    page = julie.post(f"{mine}modifier/", sent, follow=True).content.decode()
    assert "Vos corrections sont enregistrées." in page
    answer = julie.post(undo(page))
    assert entry(world, answer.headers["Location"]).title == "Ordonnance"


def test_sent_twice_it_is_one_correction(julie: Client, world: World, mine: str) -> None:
    sent = filled(julie, f"{mine}modifier/") | {"title": "Autre"}
    first = julie.post(f"{mine}modifier/", sent).headers["Location"]
    assert julie.post(f"{mine}modifier/", sent).headers["Location"] == first
    third = julie.post(f"{mine}modifier/", sent | {"title": "Encore"}).headers["Location"]
    assert entry(world, third).title == "Encore"
    assert told(world, EventKind.DOCUMENT_EDITED) == 2


def test_nothing_changed_is_no_correction(julie: Client, world: World, mine: str) -> None:
    assert added(julie, f"{mine}modifier/") == mine
    assert told(world, EventKind.DOCUMENT_EDITED) == 0


def test_a_faulty_correction_says_why(julie: Client, world: World, mine: str) -> None:
    sent = filled(julie, f"{mine}modifier/") | {"title": "a|b"}
    answer = julie.post(f"{mine}modifier/", sent)
    assert answer.status_code == 422
    assert "Retirez ces signes du titre\u00a0: |" in answer.content.decode()


def test_deleted_then_taken_back_at_once(julie: Client, world: World, mine: str) -> None:
    page = julie.post(f"{mine}supprimer", follow=True).content.decode()
    assert "1 document est dans la corbeille." in page
    assert mine not in listed(julie)
    assert julie.get(mine).status_code == 404
    assert "Ordonnance" in julie.get(BIN).content.decode()
    answer = julie.post(undo(page))
    assert answer.headers["Location"] == mine
    assert mine in listed(julie)
    assert "La corbeille est vide." in julie.get(BIN).content.decode()


def test_the_bin_says_until_when_and_gives_back(julie: Client, world: World, mine: str) -> None:
    julie.post(f"{mine}supprimer")
    page = julie.get(BIN).content.decode()
    until = (clock.now() + timedelta(days=30)).astimezone(clock.LEGAL_ZONE)
    assert f'datetime="{until:%Y-%m-%d}"' in page
    (key,) = re.findall(r'name="document" value="([^"]+)"', page)
    julie.post(f"{BIN}reprendre", {"document": key})
    assert mine in listed(julie)


def test_a_double_tap_deletes_once(julie: Client, world: World, mine: str) -> None:
    for _ in range(2):
        assert julie.post(f"{mine}supprimer").status_code == 302
    assert told(world, EventKind.DOCUMENT_DELETED) == 1


@pytest.mark.parametrize("act", ["modifier/", "supprimer"])
def test_a_professionals_document_stays_as_it_is(julie: Client, world: World, act: str) -> None:
    address = world.address(world.julie, world.documents[0])
    page = julie.get(address).content.decode()
    assert f"{address}{act}" not in page
    answer = julie.post(f"{address}{act}", {"title": "x"})
    assert answer.status_code == 403
    assert "Vous pouvez le masquer, le ranger ou l’épingler." in answer.content.decode()
    refused = Wanted(kinds=(EventKind.ACCESS_REFUSED,))
    assert history(world.julie, limit=1, wanted=refused)[0].entry_no == world.documents[0]


def test_several_at_once(julie: Client, world: World, mine: str) -> None:
    other = added(julie, begun(julie, file(b"Un texte")), title="Autre")
    keys = [address.split("/")[2] for address in (mine, other)]
    page = julie.post(f"{CHOOSE}supprimer", {"document": keys}, follow=True).content.decode()
    assert "2 documents sont dans la corbeille." in page
    assert mine not in listed(julie)
    julie.post(undo(page))
    assert mine in listed(julie)
    assert other in listed(julie)


def test_several_are_all_ones_own_or_none_goes(julie: Client, world: World, mine: str) -> None:
    theirs = world.address(world.julie, world.documents[0])
    keys = [address.split("/")[2] for address in (mine, theirs)]
    answer = julie.post(f"{CHOOSE}supprimer", {"document": keys})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "vos propres documents seulement" in page
    assert page.count(" checked>") == 2
    assert mine in listed(julie)


def test_not_too_many_at_once(julie: Client, world: World, settings: Settings, mine: str) -> None:
    settings.DELETIONS_AT_ONCE = 1
    other = added(julie, begun(julie, file(b"Un texte")), title="Autre")
    keys = [address.split("/")[2] for address in (mine, other)]
    answer = julie.post(f"{CHOOSE}supprimer", {"document": keys})
    assert answer.status_code == 422
    assert "Supprimez 1 document au plus à la fois." in answer.content.decode()
    assert julie.post(f"{CHOOSE}supprimer").status_code == 422


def test_forged_names_are_not_found(julie: Client, world: World, mine: str) -> None:
    theirs = conceal(Pointer(Kind.ENTRY, world.laura, world.laura_documents[0]))
    for wrong in (str(theirs), "x", ""):
        assert julie.post(f"{BIN}reprendre", {"document": wrong}).status_code == 404
    assert julie.post(f"/documents/{theirs}/supprimer").status_code == 404
    assert julie.get(f"/documents/{theirs}/modifier/").status_code == 404


def test_it_is_never_done_by_a_link(julie: Client, world: World, mine: str) -> None:
    for path in (f"{mine}supprimer", f"{mine}modifier/annuler", f"{BIN}reprendre"):
        assert julie.get(path).status_code == 405


def test_who_reads_learns_nothing_of_the_bin(julie: Client, world: World, mine: str) -> None:
    from carnet.access.facts import Purpose
    from carnet.identity import directory

    known = directory.professional(world.doctor)
    assert known is not None
    doctor = Actor(
        ActorKind.PROFESSIONAL, world.doctor, known.organization_id or 0, known.profession,
        known.specialty, purpose=Purpose.NORMAL,
    )  # fmt: skip
    number = entry(world, mine).entry_no
    before = door.open(world.julie, doctor).timeline(limit=100)
    assert number in {one.entry_no for one in before.entries}
    julie.post(f"{mine}supprimer")
    after = door.open(world.julie, doctor, Action.READ)
    assert number not in {one.entry_no for one in after.timeline(limit=100).entries}
    with pytest.raises(door.NotFound):
        after.read(number)
