"""Journey 5 on a cheap phone, without JavaScript: four taps, and nothing typed."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page

from carnet.access.facts import Action, Actor, ActorKind
from carnet.records import door
from tests.formats.files import photograph, text_pdf
from tests.journeys.test_family import enter
from uichecks.walk import Walk
from uichecks.world import World, build

pytestmark = pytest.mark.browser
TAPS = 4  # interface.md 2.3


@pytest.fixture
def world(address: str) -> World:
    return build()


@pytest.fixture
def walk(phone: Page, address: str, world: World) -> Walk:
    """Julie at home; her taps are counted from here."""
    enter(phone, address, world.julie)
    return Walk(phone)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """What the camera of the phone gives."""
    kept = tmp_path / "IMG_20260312_101112.jpg"
    kept.write_bytes(photograph(turned=True, taken="2026:03:12 10:11:12", size=(3000, 2000)))
    return kept


def choose(walk: Walk, label: str, *files: Path) -> None:
    """Touch a field of files, then take the photograph or the file: one tap of ours."""
    walk.page.get_by_label(label).set_input_files(list(files))
    walk.taps += 1


def kept(world: World) -> tuple[str, bytes]:
    """The title and the bytes of the newest document."""
    record = door.open(world.julie, Actor(ActorKind.PERSON, world.julie), Action.READ)
    newest = max(record.timeline(limit=100).entries, key=lambda entry: entry.entry_no)
    return newest.title, record.read(newest.entry_no)


def test_a_paper_is_photographed_and_kept_in_four_taps(
    walk: Walk, world: World, paper: Path
) -> None:
    walk.tap("Ajouter un document")
    choose(walk, "Prendre une photo", paper)
    walk.tap("Continuer", role="button")
    walk.sees("Tout est déjà rempli")
    walk.tap("Ajouter ce document", role="button")
    walk.sees("Votre document est ajouté.")
    assert (walk.taps, walk.fields) == (TAPS, 0)
    title, data = kept(world)
    assert title == "Document du 12\u00a0mars 2026"
    with pikepdf.open(io.BytesIO(data)) as made:
        [page] = made.pages
        assert page.mediabox[3] > page.mediabox[2]  # upright
    walk.undo(walk.page.get_by_role("button", name="Annuler"))
    walk.sees("1 document est dans la corbeille.")


def test_three_pages_are_photographed_one_by_one(walk: Walk, world: World, paper: Path) -> None:
    walk.tap("Ajouter un document")
    choose(walk, "Prendre une photo", paper)
    walk.tap("Continuer", role="button")
    for _ in range(2):
        choose(walk, "Photo de la page suivante", paper)
        walk.tap("Ajouter cette page", role="button")
    walk.sees("3 photos pour l’instant")
    walk.tap("Ajouter ce document", role="button")
    with pikepdf.open(io.BytesIO(kept(world)[1])) as made:
        assert len(made.pages) == 3


def test_a_file_is_corrected_deleted_and_taken_back(
    walk: Walk, world: World, tmp_path: Path
) -> None:
    prescription = tmp_path / "scan.pdf"
    prescription.write_bytes(text_pdf("ORDONNANCE", "le 3 mars 2024"))
    walk.tap("Ajouter un document")
    choose(walk, "Choisir un fichier, ou plusieurs photos", prescription)
    walk.tap("Continuer", role="button")
    walk.tap("Ajouter ce document", role="button")
    assert (walk.taps, walk.fields, kept(world)[0]) == (TAPS, 0, "Ordonnance")
    walk.tap("Corriger le titre ou la date")
    walk.fill(title="Ordonnance du cardiologue")
    walk.tap("Enregistrer", role="button")
    walk.sees("Vos corrections sont enregistrées.")
    assert kept(world) == ("Ordonnance du cardiologue", prescription.read_bytes())
    walk.tap("Mettre à la corbeille", role="button")
    walk.sees("1 document est dans la corbeille.")
    walk.page.goto("/documents/corbeille/")
    walk.tap("Reprendre", role="button")
    walk.sees("Ordonnance du cardiologue")
