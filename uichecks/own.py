"""What Julie added herself, for her daughter too: a document, one in the bin, one begun."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.ids import Kind, Pointer, conceal
from carnet.records import actions, door, drafts
from uichecks.world import World

GLASSES = "Ordonnance de lunettes"


def build(world: World) -> None:
    """Add to both records, as she would."""
    for person_id in (world.julie, world.zoe):
        actor = Actor(ActorKind.PERSON, world.julie, software="Carnet")
        _added(person_id, actor, GLASSES, "ORD_SOIN")
        thrown = _added(person_id, actor, "Facture illisible", "DOC_ADM")
        actions.delete(person_id, actor, [thrown])
        actions.begin_photos(person_id, actor, [photograph(), photograph()])


def _added(person_id: int, actor: Actor, title: str, category: str) -> int:
    draft = actions.begin(person_id, actor, "note.txt", title.encode())
    return actions.finish(person_id, actor, draft, actions.Chosen(title, clock.today(), category))


def photograph() -> bytes:
    """A sheet of paper on a table."""
    picture, out = Image.new("RGB", (1200, 900), "#8a7560"), io.BytesIO()
    picture.paste("white", (150, 60, 1050, 840))
    picture.save(out, "JPEG")
    return out.getvalue()


def photographed(folder: Path) -> Path:
    """The same, as the camera of a phone leaves it."""
    kept = folder / "IMG_20260312_101112.jpg"
    kept.write_bytes(photograph())
    return kept


def correcting(person_id: int) -> str:
    """Where the document that was added is corrected."""
    listed = door.open(person_id, Actor(ActorKind.PERSON, person_id)).timeline()
    own = next(entry for entry in listed.entries if entry.title == GLASSES)
    return f"/documents/{conceal(Pointer(Kind.ENTRY, person_id, own.entry_no))}/modifier/"


def completing(person_id: int, depositor_id: int) -> str:
    """Where what was begun is completed."""
    [begun] = drafts.waiting(person_id, depositor_id)
    return f"/documents/ajouter/{begun.draft_id}/"
