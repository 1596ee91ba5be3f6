"""How Julie and her daughter file: a folder, an empty one, a pinned document, a link."""

from __future__ import annotations

from carnet.access.facts import Actor, ActorKind
from carnet.base.ids import Kind, Pointer, conceal
from carnet.filing import folders, links, pins
from carnet.filing.items import PROFILE, Item
from uichecks.world import World

FOLDER, EMPTY_FOLDER = 1, 2


def build(world: World) -> None:
    """File some documents of both, as each of them would."""
    for person_id, entries in (
        (world.julie, world.documents),
        (world.zoe, world.zoe_documents),
    ):
        actor = Actor(ActorKind.PERSON, person_id, software="Carnet")
        first, second, third, *_ = entries
        folder = folders.create(person_id, actor, "Ma fatigue")
        folders.create(person_id, actor, "Rien encore")
        folders.move(person_id, actor, [first, second], folder)
        pins.pin(person_id, actor, [third])
        links.link(person_id, actor, first, third)
        links.link(person_id, actor, first, 0, Item(PROFILE, "treatments"))


def list_address(person_id: int) -> str:
    """Where the documents of the folder are listed."""
    return f"/documents/?dossier={conceal(Pointer(Kind.FOLDER, person_id, FOLDER))}"


def address(person_id: int, folder_no: int = FOLDER) -> str:
    """Where the pages of one folder begin."""
    return f"/documents/dossiers/{conceal(Pointer(Kind.FOLDER, person_id, folder_no))}/"
