"""Insured people: added once, found by their matricule through a blind index."""

from __future__ import annotations

from datetime import date

import msgspec


class Traits(msgspec.Struct, frozen=True, kw_only=True):
    """The INS of one person: matricule, its OID, and the five traits."""

    oid: str
    matricule: str
    birth_name: str
    given_names: str
    sex: str
    birth_date: date
    birth_place: str
    used_name: str = ""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One insured person as the house shows them; the matricule is asked for apart."""

    person_id: int
    birth_name: str
    used_name: str
    given_names: str
    first_name: str
    sex: str
    birth_date: date
    birth_place: str
    deceased_on: date | None = None


class AlreadyKnown(ValueError):
    """The matricule already belongs to a person of the house."""


def add_person(traits: Traits, *, vitale: str = "") -> int:
    """Add one insured person; return their person_id. AlreadyKnown when the matricule exists."""
    raise NotImplementedError


def find_by_matricule(matricule: str) -> int | None:
    """The person of a matricule (15 characters, upper case), in one statement."""
    raise NotImplementedError


def find_by_vitale(serial: str) -> int | None:
    """The person of a carte Vitale's serial number."""
    raise NotImplementedError


def person(person_id: int) -> Person:
    """One person's traits; LookupError when unknown."""
    raise NotImplementedError


def matricule(person_id: int) -> tuple[str, str]:
    """The OID and the matricule of one person, in clear; LookupError when unknown."""
    raise NotImplementedError
