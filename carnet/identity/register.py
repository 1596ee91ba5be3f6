"""Insured people by thousands, as the insurer's register brings them: added, found, brought up.

What finds a person is computed apart (``prepare``), for it costs the most and needs no database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import msgspec
from django.db import IntegrityError, transaction

from carnet.base import clock
from carnet.base.copying import copy, octets, texts
from carnet.base.database import execute, rows
from carnet.base.ids import BLIND, blind
from carnet.identity.people import MATRICULE, VITALE, AlreadyKnown, Traits, belonging
from carnet.identity.pivot import pivot
from carnet.vault import fields


class Entrant(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One insured person of the register, with the blind indexes that find them.

    ``line``: what COPY is told of a new one, from the birth name to ``pivot_index``.
    """

    traits: Traits
    matricule_index: bytes
    vitale_index: bytes | None
    pivot_index: bytes
    line: str


def prepare(traits: Traits, vitale: str = "") -> Entrant:
    """Compute what finds a person; matricule and serial number without spaces, in capitals."""
    card = blind(VITALE, vitale) if vitale else None
    found = pivot(traits)
    return Entrant(traits, index(traits.matricule), card, found, _line(traits, card, found))


def _line(traits: Traits, card: bytes | None, found: bytes) -> str:
    named = texts(
        traits.birth_name, traits.used_name, traits.given_names, traits.given_names.split()[0],
        traits.sex, traits.birth_date.isoformat(), traits.birth_place, traits.oid,
    )  # fmt: skip
    return f"{named}\t{octets(card)}\t{octets(found)}"


def index(matricule: str) -> bytes:
    """The blind index of a matricule, without spaces and in capitals."""
    return blind(MATRICULE, matricule)


def find_many(indexes: Collection[bytes]) -> dict[bytes, int]:
    """The person_id of each matricule that is known, by blind index, in one statement."""
    if not indexes:
        return {}
    # The array is written here: psycopg spends ten times as long on bytes, one after the other.
    digits = b"".join(indexes).hex(",", BLIND).replace(",", r'","\\x')
    found = rows(
        "SELECT matricule_index, person_id FROM identity_matricule"
        " WHERE matricule_index = ANY(%s::bytea[])",
        [rf'{{"\\x{digits}"}}'],
        binary=True,
    )
    return {bytes(key): int(person_id) for key, person_id in found}


def add_many(entrants: Sequence[Entrant]) -> list[int]:
    """Add people; return their person_id in the same order. AlreadyKnown: none was added."""
    found = rows(
        "SELECT nextval(pg_get_serial_sequence('identity_person', 'person_id'))"
        " FROM generate_series(1, %s)",
        [len(entrants)],
    )
    numbers = [int(number) for (number,) in found]
    try:
        with transaction.atomic():
            _write(list(zip(numbers, entrants, strict=True)))
    except IntegrityError as error:
        raise AlreadyKnown("a matricule of these already belongs to a person") from error
    return numbers


_COLUMNS = (
    "person_id, matricule_sealed, birth_name, used_name, given_names, first_name, sex, birth_date,"
    " birth_place, matricule_oid, vitale_index, pivot_index, created_at"
)


def _write(numbered: list[tuple[int, Entrant]]) -> None:
    now = clock.now().isoformat()
    sealed = fields.seal_each(
        [(one.traits.matricule.encode(), belonging(number)) for number, one in numbered]
    )
    copy(
        "identity_person",
        _COLUMNS,
        (
            f"{number}\t{octets(secret)}\t{one.line}\t{now}"
            for (number, one), secret in zip(numbered, sealed, strict=True)
        ),
    )
    copy(
        "identity_matricule",
        "matricule_index, person_id",
        sorted(f"{octets(one.matricule_index)}\t{number}" for number, one in numbered),
    )


class Known(msgspec.Struct, frozen=True):
    """What the house knows of a person, as the register may change it."""

    birth_name: str
    used_name: str
    given_names: str
    sex: str
    birth_date: date
    birth_place: str
    matricule_oid: str
    vitale_index: bytes | None
    deceased_on: date | None


def known(people_: Iterable[int]) -> dict[int, Known]:
    """What the house knows of these people."""
    found = rows(
        "SELECT person_id, birth_name, used_name, given_names, sex, birth_date, birth_place,"
        " matricule_oid, vitale_index, deceased_on FROM identity_person WHERE person_id = ANY(%s)",
        [list(people_)],
        binary=True,
    )
    return {person_id: Known(*values) for person_id, *values in found}


_UPDATE = """
UPDATE identity_person
SET birth_name = %s, used_name = %s, given_names = %s, first_name = %s, sex = %s, birth_date = %s,
    birth_place = %s, matricule_oid = %s, vitale_index = coalesce(%s, vitale_index),
    pivot_index = %s
WHERE person_id = %s
"""


def changes(before: Known, now: Entrant) -> list[str]:
    """The names of the traits that the register knows otherwise; no card changes nothing."""
    traits = now.traits
    pairs: Mapping[str, tuple[object, object]] = {
        "birth_name": (before.birth_name, traits.birth_name),
        "used_name": (before.used_name, traits.used_name),
        "given_names": (before.given_names, traits.given_names),
        "sex": (before.sex, traits.sex),
        "birth_date": (before.birth_date, traits.birth_date),
        "birth_place": (before.birth_place, traits.birth_place),
        "oid": (before.matricule_oid, traits.oid),
        "vitale": (before.vitale_index, now.vitale_index or before.vitale_index),
    }
    return [name for name, (old, new) in pairs.items() if old != new]


def bring_up(person_id: int, now: Entrant) -> None:
    """Write the traits as the register knows them."""
    traits = now.traits
    execute(
        _UPDATE,
        [traits.birth_name, traits.used_name, traits.given_names, traits.given_names.split()[0],
         traits.sex, traits.birth_date, traits.birth_place, traits.oid, now.vitale_index,
         now.pivot_index, person_id],
    )  # fmt: skip
