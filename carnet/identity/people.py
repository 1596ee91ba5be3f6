"""Insured people: added once, found by their matricule through a blind index."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import msgspec
from django.db import IntegrityError, transaction

from carnet.base import clock
from carnet.base.database import execute, look_up, row, rows
from carnet.base.ids import blind
from carnet.identity.pivot import Pivot, pivot
from carnet.vault import fields

MATRICULE, VITALE = "matricule", "vitale"  # namespaces of their blind indexes


class Traits(msgspec.Struct, frozen=True, kw_only=True):
    """The INS of one person: matricule, its OID, and the five traits.

    ``given_names`` are all, separated by spaces; ``birth_place`` is a COG code.
    """

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
    """Add one insured person; return their person_id.

    AlreadyKnown when the matricule exists. The rules of the INS are asked at enrolment
    (``ins.check``), not here: national test people have unsound keys.
    """
    number = normal(traits.matricule)
    try:
        with transaction.atomic():
            return _insert(traits, number, vitale)
    except IntegrityError as error:
        raise AlreadyKnown("this matricule already belongs to a person") from error


def _insert(traits: Traits, number: str, vitale: str) -> int:
    # The identifier comes first, for the sealed field belongs to it: a swapped one does not open.
    found = row("SELECT nextval(pg_get_serial_sequence('identity_person', 'person_id'))")
    person_id = int(found[0]) if found else 0
    execute(
        "INSERT INTO identity_person (person_id, birth_name, used_name, given_names, first_name,"
        " sex, birth_date, birth_place, matricule_oid, matricule_sealed, vitale_index,"
        " pivot_index, created_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(person_id, traits.birth_name, traits.used_name, traits.given_names),
            *(traits.given_names.split()[0], traits.sex, traits.birth_date, traits.birth_place),
            *(traits.oid, fields.seal(number.encode(), belonging(person_id))),
            blind(VITALE, normal(vitale)) if vitale else None,
            *(pivot(traits), clock.now()),
        ],
    )
    execute(
        "INSERT INTO identity_matricule (matricule_index, person_id) VALUES (%s, %s)",
        [blind(MATRICULE, number), person_id],
    )
    return person_id


def belonging(person_id: int) -> bytes:
    """What the sealed matricule of a person is bound to."""
    return f"{MATRICULE}:{person_id}".encode()


def normal(number: str) -> str:
    """A matricule or a card's serial number without spaces, in upper case."""
    return "".join(number.split()).upper()


def find_by_matricule(matricule: str) -> int | None:
    """The person of a matricule (15 characters), in one statement."""
    found = look_up(
        "SELECT person_id FROM identity_matricule WHERE matricule_index = %s",
        [blind(MATRICULE, normal(matricule))],
    )
    return int(found[0][0]) if found else None


def find_by_pivot(traits: Pivot) -> list[int]:
    """The people of a pivot identity: one as a rule, several when homonyms share a birthday."""
    found = rows(
        "SELECT person_id FROM identity_person WHERE pivot_index = %s ORDER BY person_id LIMIT 2",
        [pivot(traits)],
    )
    return [int(person_id) for (person_id,) in found]


def holds_vitale(person_id: int, serial: str) -> bool:
    """Whether a carte Vitale's serial number is that of this person."""
    found = row(
        "SELECT 1 FROM identity_person WHERE person_id = %s AND vitale_index = %s",
        [person_id, blind(VITALE, normal(serial))],
    )
    return found is not None


_TRAITS = (
    "person_id, birth_name, used_name, given_names, first_name, sex,"
    " birth_date, birth_place, deceased_on"
)


def person(person_id: int) -> Person:
    """One person's traits; LookupError when unknown."""
    return persons([person_id])[person_id]


def persons(numbers: Collection[int]) -> dict[int, Person]:
    """The traits of several people; LookupError when one is unknown."""
    asked = list(set(numbers))
    found = rows(f"SELECT {_TRAITS} FROM identity_person WHERE person_id = ANY(%s)", [asked])
    if len(found) < len(asked):
        raise LookupError("no such person")
    return {
        values[0]: Person(**dict(zip(Person.__struct_fields__, values, strict=True)))
        for values in found
    }


def matricule(person_id: int) -> tuple[str, str]:
    """The OID and the matricule of one person, in clear; LookupError when unknown."""
    found = row(
        "SELECT matricule_oid, matricule_sealed FROM identity_person WHERE person_id = %s",
        [person_id],
    )
    if found is None:
        raise LookupError("no such person")
    oid, sealed = found
    return str(oid), fields.unseal(bytes(sealed), belonging(person_id)).decode()


def deceased_on(person_id: int) -> date | None:
    """The day a person died, as the register says; None for one who lives or is unknown."""
    found = row("SELECT deceased_on FROM identity_person WHERE person_id = %s", [person_id])
    return found[0] if found else None


def set_deceased(person_id: int, on: date | None) -> None:
    """Note the day a person died; None: they live."""
    execute("UPDATE identity_person SET deceased_on = %s WHERE person_id = %s", [on, person_id])
