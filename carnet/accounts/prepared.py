"""Lines of the insurer made ready for the database: read, checked, their blind indexes computed.

All that costs processor time and needs no database, so that several processes share it.
"""

from __future__ import annotations

import datetime

import msgspec

from carnet.accounts import insured
from carnet.accounts.insured import BadLine, Form, Insured
from carnet.base import clock
from carnet.base.copying import texts
from carnet.identity import register
from carnet.identity.people import Traits
from carnet.identity.register import Entrant


class Reach(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How the insurer reaches a person."""

    email: str
    mobile: str
    address: str
    postal_code: str
    city: str


class Prepared(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One sound line. ``parent``: the blind index of the attached parent of a minor.

    ``contact``: what COPY is told of ``reach``.
    """

    number: int
    entrant: Entrant
    reach: Reach
    contact: str
    parent: bytes | None
    deceased_on: datetime.date | None
    living: bool  # the file tells deaths, and this person has none
    document: str

    @property
    def person(self) -> bytes:
        """The blind index of the person."""
        return self.entrant.matricule_index


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A run of whole lines, prepared."""

    good: list[Prepared]
    bad: list[tuple[int, str]]  # number of the line, reason
    lines: int


encode, decode = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(Block).decode


def prepare(line: Insured) -> Prepared:
    """Make one sound line ready."""
    traits = Traits(
        oid=line.oid,
        matricule=line.matricule,
        birth_name=line.birth_name,
        used_name=line.used_name,
        given_names=line.given_names,
        sex=line.sex,
        birth_date=line.birth_date,
        birth_place=line.birth_place,
    )
    reached = line.email, line.mobile, line.address, line.postal_code, line.city
    return Prepared(
        line.number,
        register.prepare(traits, line.vitale),
        Reach(*reached),
        texts(*reached),
        register.index(line.parent) if line.parent and not line.deceased_on else None,
        line.deceased_on,
        line.living,
        line.document,
    )


def prepare_block(lines: bytes, first: int, form: Form) -> Block:
    """Make whole lines ready; ``first`` is the number of the first one."""
    good, bad, today = [], [], clock.today()
    texts = lines.removesuffix(b"\n").split(b"\n")
    for number, text in enumerate(texts, first):
        if not text.strip():
            continue
        line = insured.read_line(number, text, form, today)
        if isinstance(line, BadLine):
            bad.append((line.number, line.reason))
        else:
            good.append(prepare(line))
    return Block(good, bad, len(texts))
