"""A document of Julie's that another took the place of: both editions, each on its page."""

from __future__ import annotations

from carnet.access.facts import Actor, ActorKind
from carnet.records import actions, door
from carnet.records.incoming import Deposit, NewDocument
from uichecks.viewing import OLD
from uichecks.world import World

_TITLE = "Lettre corrigée"


def build(world: World) -> None:
    """Deposit it twice; the second replaces the first."""
    before = None
    for number, words in enumerate((b"Prenez deux jours de repos.", b"Prenez trois jours.")):
        document = NewDocument(
            words, f"2.25.79.{number}", "11490-0", "10", "urn:ihe:iti:xds-sd:text:2008",
            "CPT_REND", _TITLE, OLD, OLD, "Dr Gilbert", mime_type="text/plain",
            replaces_entry_no=before,
        )  # fmt: skip
        lot = Deposit(world.julie, _holder(world), (document,), f"2.25.80.{number}")
        (before,) = actions.deposit(lot).entries


def addresses(world: World) -> dict[str, str]:
    """Where the edition that holds is, and the one before it."""
    opened = door.open(world.julie, _holder(world))
    found = opened.timeline(limit=100).entries
    last = next(one.entry_no for one in found if one.title == _TITLE)
    return {
        "replacing": world.address(world.julie, last),
        "replaced": world.address(world.julie, last - 1),
    }


def _holder(world: World) -> Actor:
    return Actor(ActorKind.PERSON, world.julie)
