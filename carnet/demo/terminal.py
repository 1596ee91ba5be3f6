"""``carnet demo people`` for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from carnet.demo.desk import AGENTS
from carnet.demo.guide import named
from carnet.demo.nation import build
from carnet.demo.nation.characters import PASSWORD
from carnet.demo.nation.model import Person


def people() -> str:
    """Named people, then professionals and structures; the other people are counted."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    nation = build()
    yield "PERSONNES"
    for person in named():
        yield from _person(person)
    yield f"… et {len(nation.people) - len(named())} autres (--json pour toutes)"
    yield "\nAGENTS DU GUICHET"
    yield from (f"{one.identifier}  {PASSWORD}  {one.desk}" for one in AGENTS)
    yield "\nPROFESSIONNELS"
    yield from (f"{who.rpps}  {who.full_name:<32} {who.display}" for who in nation.professionals)
    yield "\nSTRUCTURES"
    yield from (f"{place.finess}  {place.name}" for place in nation.organizations)


def _person(person: Person) -> Iterator[str]:
    yield f"\n{person.name} : {person.shows}"
    card = f", Vitale {person.vitale}" if person.vitale else ""
    yield f"  INS {person.matricule}, né(e) le {person.birth_date:%d/%m/%Y}{card}"
    if person.code:
        yield f"  code de la lettre : {person.code}"
    if person.sign_in:
        yield f"  identifiant {person.sign_in.identifier}, mot de passe {person.sign_in.password}"
