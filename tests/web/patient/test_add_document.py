"""/documents/ajouter/: a file or photographs, then one page with everything filled."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock, outbox
from carnet.base.database import rows
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.journal.wanted import Wanted
from carnet.notify import queries as notices
from carnet.records import actions, door
from carnet.records.views import Filters
from carnet.web.ui import dates
from tests.formats.files import photograph, text_pdf
from tests.web.patient.adding import PAGE, TEXT, added, begun, count, file, filled, newest, send
from uichecks.world import World


def test_the_list_and_the_first_page_lead_to_it(julie: Client, world: World) -> None:
    for path in ("/accueil/", "/documents/"):
        assert f'href="{PAGE}"' in julie.get(path).content.decode()
    page = julie.get(PAGE).content.decode()
    assert 'accept="image/*" capture="environment"' in page
    assert "25\u00a0Mo au plus" in page
    assert page.count("multiple") == 1


def test_a_file_is_kept_byte_for_byte_with_everything_filled(julie: Client, world: World) -> None:
    data = text_pdf("ORDONNANCE", "Lyon, le 3 mars 2024")
    address = begun(julie, file(data))
    page = julie.get(address).content.decode()
    assert 'value="Ordonnance"' in page
    where = added(julie, address)
    entry, kept = newest(world.julie)
    assert where == f"/documents/{entry.logical_id}/"
    assert kept == data
    assert (entry.title, entry.category, entry.type_code) == ("Ordonnance", "ORD_SOIN", "DOCPAT02")
    assert dates.words(entry.service_start.date()) == "3\u00a0mars 2024"
    assert (entry.author_name, entry.author_professional_id) == ("Julie Marchand", None)
    assert entry.mime_type == "application/pdf"
    assert entry.whole_header()["practice_setting"]["code"] == "EXP_PATIENT"
    assert "Votre document est ajouté." in julie.get(where).content.decode()


def test_a_file_that_says_nothing_is_named_by_its_day(julie: Client, world: World) -> None:
    added(julie, begun(julie, file(TEXT, "doc.txt"), field="chosen"), title="Note")
    address = begun(julie, file(text_pdf("12345")))
    today = dates.words(clock.today())
    assert filled(julie, address)["title"] == f"Document du {today}"


@pytest.mark.parametrize(
    ("data", "name", "mime"),
    [
        (TEXT, "a.txt", "text/plain"),
        (b"{\\rtf1 Bonjour}", "a.rtf", "text/rtf"),
        (photograph(), "a.jpg", "image/jpeg"),
        (photograph(form="PNG"), "a.png", "image/png"),
        (photograph(form="TIFF"), "a.tif", "image/tiff"),
    ],
)
def test_each_kind_is_told_by_its_content(
    julie: Client, world: World, data: bytes, name: str, mime: str
) -> None:
    added(julie, begun(julie, file(data, "whatever.exe")), title="Essai")
    entry, kept = newest(world.julie)
    assert (entry.mime_type, kept) == (mime, data)
    assert julie.get(f"/documents/{entry.logical_id}/").status_code == 200


def test_photographs_make_one_document(julie: Client, world: World) -> None:
    first = file(photograph(taken="2024:03:12 10:00:00"), "IMG_1.jpg")
    address = begun(julie, first, file(photograph(turned=True), "IMG_2.jpg"))
    assert filled(julie, address)["title"] == "Document du 12\u00a0mars 2024"
    added(julie, address)
    entry, kept = newest(world.julie)
    assert entry.mime_type == "application/pdf"
    with pikepdf.open(io.BytesIO(kept)) as made:
        assert len(made.pages) == 2


def test_pages_are_added_one_by_one(julie: Client, world: World) -> None:
    address = begun(julie, file(photograph(), "photo.jpg"), field="photo")
    for _ in range(2):
        answer = julie.post(f"{address}page", {"photo": file(photograph(), "photo.jpg")})
        assert answer.headers["Location"] == address
    assert "3 photos pour l’instant" in julie.get(address).content.decode()
    assert julie.get(f"{address}apercu.webp").headers["Content-Type"] == "image/webp"
    added(julie, address)
    with pikepdf.open(io.BytesIO(newest(world.julie)[1])) as made:
        assert len(made.pages) == 3


def test_sent_twice_it_is_one_document(julie: Client, world: World) -> None:
    before, address = count(world.julie), begun(julie, file(TEXT))
    sent = filled(julie, address) | {"title": "Deux fois"}
    first, second = julie.post(address, sent), julie.post(address, sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert count(world.julie) == before + 1
    assert julie.get(address).headers["Location"] == first.headers["Location"]


def test_nothing_is_lost_on_a_faulty_form(julie: Client, world: World) -> None:
    address = begun(julie, file(TEXT))
    sent = filled(julie, address) | {"title": "  ", "day_0": "31", "day_1": "2"}
    answer = julie.post(address, sent)
    page = answer.content.decode()
    assert (answer.status_code, "<title>Erreur" in page) == (422, True)
    assert "Erreur\u00a0: Erreur" not in page
    assert "Écrivez un titre." in page
    assert "Cette date n’existe pas." in page
    added(julie, address, title="Bien")
    assert newest(world.julie)[1] == TEXT


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("a @ b", "Retirez ces signes du titre\u00a0: @"),
        ("50 % / 2", "Retirez ces signes du titre\u00a0: %\u00a0/"),
        ("a\u202eb", "signes invisibles"),
        ("a\x07b", "signes invisibles"),
        ("x" * 121, "120 signes au plus"),
    ],
)
def test_what_a_title_may_not_have_is_said(
    julie: Client, world: World, title: str, words: str
) -> None:
    address = begun(julie, file(TEXT))
    answer = julie.post(address, filled(julie, address) | {"title": title})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_day_to_come_is_refused(julie: Client, world: World) -> None:
    address = begun(julie, file(TEXT))
    tomorrow = clock.today() + timedelta(days=1)
    day = {"day_0": str(tomorrow.day), "day_1": str(tomorrow.month), "day_2": str(tomorrow.year)}
    answer = julie.post(address, filled(julie, address) | day)
    assert answer.status_code == 422
    assert "Écrivez une date passée" in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Ce fichier est vide."),
        (b"  \n", "Ce fichier est vide."),
        (b"MZ\x90\x00\x03\x00\x00\x00", "Nous ne prenons pas ce type de fichier."),
        (b"<html><script>alert(1)</script></html>", "Nous ne prenons pas ce type de fichier."),
        (text_pdf("x", password="secret"), "Ce PDF demande un mot de passe."),
        (b"%PDF-1.7\ncut", "Ce fichier est abîmé"),
        (photograph()[:300], "Ce fichier est abîmé"),
    ],
)
def test_what_is_not_taken_is_said(julie: Client, world: World, data: bytes, words: str) -> None:
    answer = send(julie, file(data))
    page = answer.content.decode()
    assert (answer.status_code, "<title>Erreur" in page) == (422, True)
    assert words in page
    assert rows("SELECT 1 FROM records_draft") == []


def test_nothing_chosen_and_too_much(julie: Client, world: World, settings: Settings) -> None:
    assert "Prenez une photo, ou choisissez" in julie.post(PAGE).content.decode()
    several = [file(photograph()), file(TEXT)]
    assert "choisissez des photos seulement" in send(julie, *several).content.decode()
    settings.PHOTOS_MAX = 1
    several = [file(photograph()), file(photograph())]
    assert "1 photo au plus" in send(julie, *several).content.decode()
    settings.DOCUMENT_MAX_BYTES = 1_000_000
    answer = send(julie, file(TEXT * 50_000))
    assert "dépasse 1\u00a0Mo" in answer.content.decode()
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
    assert send(julie, file(TEXT * 50_000)).status_code == 413


def test_who_may_read_follows_the_choices_made(julie: Client, world: World) -> None:
    me = Actor(ActorKind.PERSON, world.julie)
    address = begun(julie, file(TEXT))
    assert filled(julie, address)["hidden"] == "non"
    actions.set_hide_new_documents(world.julie, me, hidden=True)
    assert filled(julie, address)["hidden"] == "oui"
    added(julie, address)
    assert newest(world.julie)[0].hidden_from_professionals
    added(julie, begun(julie, file(TEXT)), hidden="non")
    assert not newest(world.julie)[0].hidden_from_professionals
    actions.set_hide_new_documents(world.julie, me, hidden=False)
    added(julie, begun(julie, file(TEXT)), hidden="oui")
    assert newest(world.julie)[0].hidden_from_professionals


@pytest.fixture
def in_zoes(julie: Client, world: World) -> Client:
    session = julie.session
    session["record"] = world.zoe
    session.save()
    return julie


def test_a_parent_adds_for_a_child(in_zoes: Client, world: World) -> None:
    address = begun(in_zoes, file(text_pdf("Certificat")))
    offered = dict(in_zoes.get(address).context["form"].fields["category"].choices)
    assert "DIR_ANT" not in offered
    added(in_zoes, address)
    mother = Actor(ActorKind.PERSON, world.julie)
    filters = Filters(types=("DOCPAT07",))
    [entry] = door.open(world.zoe, mother).timeline(filters=filters).entries
    assert entry.author_name == "Zoé Marchand"
    added_to = Wanted(kinds=(EventKind.DOCUMENT_DEPOSITED,))
    assert history(world.zoe, limit=1, wanted=added_to)[0].actor_id == world.julie


def test_nobody_is_told_of_what_they_added(julie: Client, world: World) -> None:
    outbox.drain(1000)
    before = len(notices.notices(world.julie, representative=False))
    added(julie, begun(julie, file(TEXT)))
    outbox.drain(1000)
    assert len(notices.notices(world.julie, representative=False)) == before


def test_an_infected_file_is_not_added(
    julie: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from carnet.records import scanning
    from carnet.records.scanning import State, Verdict

    monkeypatch.setattr(scanning, "check", lambda data: Verdict(State.INFECTED, "Eicar"))
    before, address = count(world.julie), begun(julie, file(TEXT))
    sent = filled(julie, address)
    answer = julie.post(address, sent, follow=True)
    assert "un programme dangereux" in answer.content.decode()
    assert count(world.julie) == before
    assert rows("SELECT 1 FROM records_draft") == []
