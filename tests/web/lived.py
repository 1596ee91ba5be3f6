"""A house that was lived in, and what there is to point at in it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from carnet.access.facts import Actor, ActorKind
from carnet.assistance import tickets
from carnet.assistance.tickets import Subject
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal.queries import history
from carnet.journal.wanted import Wanted
from carnet.records import trace
from uichecks import furnishing, own, viewing
from uichecks.world import FERRITIN, World
from uichecks.world import build as build_world


def build() -> World:
    """Julie, her children and those who help them, with something of everything."""
    world = build_world()
    furnishing.furnish(world)
    holder = Actor(ActorKind.PERSON, world.julie)
    tickets.ask(world.julie, holder, Subject.DOCUMENTS, "Un document manque.")
    return world


def keys(world: World) -> Iterator[UUID | str]:
    """What an address may point at: documents first, then all else that Julie has."""
    yield conceal(Pointer(Kind.ENTRY, world.julie, world.documents[0]))
    for address in (*viewing.addresses(world).values(), own.correcting(world.julie)):
        yield UUID(address.split("/")[2])
    yield world.analysis(world.julie, FERRITIN).split("/")[2]
    for kinds in ((), (ActorKind.PROFESSIONAL,)):
        line = history(world.julie, limit=1, wanted=Wanted(actor_kinds=kinds))[0]
        yield UUID(trace.identifier(line))
    for child in (world.theo, world.zoe):
        yield conceal(Pointer(Kind.PERSON, child))
    yield conceal(Pointer(Kind.DELEGATION, world.empty, 1))
    for kind in (Kind.PERSON, Kind.TICKET, Kind.DELEGATION, Kind.FOLDER, Kind.LINK):
        yield conceal(Pointer(kind, world.julie, 1))
