"""The people, professionals and organisations of the demonstration, for commands and pages."""

from __future__ import annotations

from typing import Any

from carnet.demo.desk import AGENTS
from carnet.demo.nation import build
from carnet.demo.nation.characters import PASSWORD
from carnet.demo.nation.model import TEST_OID, Organization, Person, Professional
from carnet.demo.settle import client_id


def catalogue() -> dict[str, Any]:
    """``{"people": […], "professionals": […], "organizations": […], "agents": […]}`` as JSON.

    Named people come first, with what each of them shows and their sign-in.
    """
    nation = build()
    children = {child.matricule: parent for child, parent, rank in nation.representatives
                if rank == 1}  # fmt: skip
    return {
        "people": [_person(person, children.get(person.matricule)) for person in nation.people],
        "professionals": [_professional(who) for who in nation.professionals],
        "organizations": [_organization(structure) for structure in nation.organizations],
        "agents": [
            {"identifier": one.identifier, "password": PASSWORD, "desk": one.desk,
             "role": str(one.role), "shows": one.shows, "codes": "/demo/guichet/"}
            for one in AGENTS
        ],
    }  # fmt: skip


def _person(person: Person, parent: Person | None) -> dict[str, Any]:
    return {
        "name": person.name,
        "slug": person.slug,
        "shows": person.shows,
        "oid": TEST_OID,
        "matricule": person.matricule,
        "birth_name": person.birth_name,
        "used_name": person.used_name,
        "given_names": " ".join(person.given_names),
        "sex": person.sex,
        "birth_date": person.birth_date.isoformat(),
        "birth_place": person.birth_place.code,
        "vitale": person.vitale,
        "state": person.state,
        "code": person.code,
        "attached_parent": parent.matricule if parent else "",
        "treating_doctor": person.doctor.rpps if person.doctor else "",
        "sign_in": _sign_in(person),
    }


def _sign_in(person: Person) -> dict[str, str] | None:
    account = person.sign_in
    if account is None:
        return None
    return {
        "identifier": account.identifier,
        "password": account.password,
        "email": account.email,
    }


def _professional(who: Professional) -> dict[str, Any]:
    return {
        "rpps": who.rpps,
        "title": who.title,
        "family_name": who.family_name,
        "given_name": who.given_name,
        "profession": who.profession,
        "specialty": who.specialty,
        "display": who.display,
        "organization": who.organization.finess,
    }


def _organization(structure: Organization) -> dict[str, Any]:
    return {
        "finess": structure.finess,
        "name": structure.name,
        "sector": structure.sector,
        "kind": structure.kind,
        "city": structure.city,
        "phone": structure.phone,
        "client_id": client_id(structure),
    }
