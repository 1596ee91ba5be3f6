"""A house that was lived in, and the addresses that lead to what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from carnet.access.facts import Actor, ActorKind
from carnet.assistance import tickets
from carnet.assistance.acts import Act
from carnet.assistance.tickets import Subject
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal.queries import history
from carnet.journal.wanted import Wanted
from carnet.records import trace
from uichecks import desk, filing, helping, own, replaced, viewing
from uichecks.world import FERRITIN, World
from uichecks.world import build as build_world
from uichecks.world import read as read_documents


def build() -> World:
    """Julie, her children and those who help them, with something of everything."""
    world = build_world()
    for room in (desk, helping, filing, own, viewing, replaced):
        room.build(world)
    holder = Actor(ActorKind.PERSON, world.julie)
    tickets.ask(world.julie, holder, Subject.DOCUMENTS, "Un document manque.")
    read_documents()
    return world


def addresses(name: str, wanted: set[str], world: World) -> Iterator[str]:
    """A route with what exists, the likeliest first."""
    keys, analysis = list(_keys(world)), world.analysis(world.julie, FERRITIN).split("/")[2]
    known: dict[str, list[object]] = {
        "identifier": [*keys], "key": [analysis, *keys], "notice": [*keys], "child": [*keys],
        "link": [conceal(Pointer(Kind.LINK, world.julie, number)) for number in (1, 2)],
        "draft": [keys[0]], "part": [1], "page": [1], "number": [world.doctor, 1],
        "code": ["G15_60", "BIOLOGIE", "fr"], "kind": ["soignants", "professionnel"],
        "reason": ["ferme"], "name": [str(Act.CLOSE)], "verb": ["terminer"],
        "question": ["weight"], "slug": ["x"], "channel": ["email"],
    }  # fmt: skip
    missing = wanted - set(known)
    assert not missing, f"{name}: say what {missing} may be"
    names = sorted(wanted)
    for values in product(*(known[one] for one in names)):
        with suppress(NoReverseMatch):  # an analysis has a key of its own kind
            yield reverse(name, kwargs=dict(zip(names, values, strict=True)))


def _keys(world: World) -> Iterator[UUID]:
    """What an identifier may point at: documents first, then all else that Julie has."""
    shown = [path.split("/")[2] for path in viewing.addresses(world).values()]
    mended = [own.correcting(world.julie).split("/")[2]]
    yield conceal(Pointer(Kind.ENTRY, world.julie, world.documents[0]))
    yield from (UUID(one) for one in [*shown, *mended])
    for kinds in ((), (ActorKind.PROFESSIONAL,)):
        line = history(world.julie, limit=1, wanted=Wanted(actor_kinds=kinds))[0]
        yield UUID(trace.identifier(line))
    yield from (conceal(Pointer(Kind.PERSON, child)) for child in (world.theo, world.zoe))
    yield conceal(Pointer(Kind.DELEGATION, world.empty, 1))
    for kind in (Kind.PERSON, Kind.TICKET, Kind.DELEGATION, Kind.FOLDER, Kind.LINK):
        yield conceal(Pointer(kind, world.julie, 1))
