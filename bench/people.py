"""People, a structure and a professional for benches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from carnet.demo.nation.directory import build
from carnet.demo.nation.model import TEST_OID, Person, Place

HOME = Place("75056", "Paris", "75001")


def insured(number: int) -> Person:
    """The ``number``-th insured person: a sound matricule, and nothing else of interest."""
    from carnet.identity import ins

    thirteen = f"27903{75000 + number // 1000:05d}{number % 1000:03d}"
    return Person(
        matricule=f"{thirteen}{ins.key(thirteen):02d}", birth_name="BANC", used_name="",
        given_names=("Jeanne",), sex="F", birth_date=date(1979, 3, 7), birth_place=HOME,
        address="1 rue du Banc", home=HOME, email="", mobile="", vitale="",
    )  # fmt: skip


def enrol(person: Person) -> int:
    """Add a person with an open record; return their person_id."""
    from carnet.base.database import execute
    from carnet.identity import people
    from carnet.records import actions

    traits = people.Traits(
        oid=TEST_OID, matricule=person.matricule, birth_name=person.birth_name,
        given_names=" ".join(person.given_names), sex=person.sex, birth_date=person.birth_date,
        birth_place=person.birth_place.code,
    )  # fmt: skip
    # Numbers that no other parameter of a statement has, so that a floor can replace them.
    execute("SELECT setval('identity_person_person_id_seq', 5000000)"
            " WHERE NOT EXISTS (SELECT 1 FROM identity_person)")  # fmt: skip
    known = people.find_by_matricule(person.matricule)
    if known is not None:
        return known
    person_id = people.add_person(traits)
    actions.create_record(person_id, "active")
    return person_id


@dataclass(frozen=True)
class Carers:
    """Who deposits and who reads."""

    laboratory: int
    doctor: int


@cache
def carers() -> Carers:
    """A laboratory, and a general practitioner."""
    from carnet.identity import directory

    signing = build()["biologist1"]  # of the documents that the bench deposits
    directory.add_professional(signing.rpps, "BIOLOGISTE", "Anne", signing.profession)
    return Carers(
        directory.add_organization("920000684", "Laboratoire du Banc", "SA25"),
        directory.add_professional("10001234516", "MEDECIN", "Paul", "G15_10", specialty="SM26"),
    )
