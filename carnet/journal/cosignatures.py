"""What outside witnesses signed of our heads: only those whom the settings name are heard."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import execute, rows
from carnet.journal import seals, signing, statements, told
from carnet.journal.events import NOBODY, EventKind, record
from carnet.journal.leaves import microseconds

_COLUMNS = "seal_no, witness, key, at, signature"
_INSERT = (
    f"INSERT INTO journal_cosignature ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s)"
    " ON CONFLICT DO NOTHING"
)
_PAGE = (
    f"SELECT {_COLUMNS} FROM journal_cosignature WHERE (seal_no, witness) > (%s, %s)"
    " ORDER BY seal_no, witness LIMIT 1000"
)


class Cosignature(NamedTuple):
    """One row of ``journal_cosignature``."""

    seal_no: int
    witness: str
    key: bytes
    at: datetime
    signature: bytes

    def is_sound(self, digest: bytes | None) -> bool:
        """Whether this key signed the seal of this digest; never one that is absent."""
        said = statements.cosignature(microseconds(self.at), digest or b"")
        return digest is not None and signing.is_signed(self.key, said, self.signature)

    def detail(self) -> dict[str, object]:
        """What the trace tells of it: enough to see that it was changed or taken away."""
        digest = hashlib.sha256(self.key + self.signature).hexdigest()
        return {"seal": self.seal_no, "witness": self.witness, "sha256": digest}


class NotHeard(Exception):
    """A signature that is not kept; the message says why."""


def witnesses() -> dict[str, bytes]:
    """The public key of each witness, by its name; ValueError when the setting is not sound."""
    found = {}
    for one in filter(None, settings.JOURNAL_WITNESSES.split(",")):
        name, _, key = one.strip().partition(":")
        if not name or len(bytes.fromhex(key)) != 32:  # noqa: PLR2004 - Ed25519
            raise ValueError(f"JOURNAL_WITNESSES: {name or one}: name:key, 64 hexadecimal digits")
        found[name] = bytes.fromhex(key)
    return found


def add(seal_no: int, key: bytes, at: datetime, signature: bytes) -> str:
    """Keep a signature; return the witness's name. The same again changes nothing."""
    name = next((name for name, known in witnesses().items() if known == key), None)
    if name is None:
        raise NotHeard("this key is not that of a witness of this service")
    digest = seals.digest_of(seal_no)
    if digest is None:
        raise NotHeard(f"there is no seal {seal_no}")
    if not Cosignature(seal_no, name, key, at, signature).is_sound(digest):
        raise NotHeard(f"wrong signature of seal {seal_no}")
    _keep(Cosignature(seal_no, name, key, at, signature))
    return name


def latest(seal_no: int) -> list[Cosignature]:
    """The last signature of each witness, of this seal or one before."""
    found = rows(
        f"SELECT DISTINCT ON (witness) {_COLUMNS} FROM journal_cosignature"
        " WHERE seal_no <= %s ORDER BY witness, seal_no DESC",
        [seal_no],
        binary=True,
    )
    return [Cosignature(*line) for line in found]


def problems() -> Iterator[str]:
    """Name each signature that is not what its witness signed, or what the trace tells of it."""
    said = {
        (str(one["seal"]), one["witness"]): one
        for one in told.details(EventKind.SEAL_COSIGNED, "seal", "witness", "sha256")
    }
    for one in _every():
        name = f"cosignature of {one.witness} on seal {one.seal_no}"
        known = said.pop((str(one.seal_no), one.witness), None)
        if known is None:
            yield f"{name} was inserted: no event tells of it"
        elif known["sha256"] != one.detail()["sha256"] or not one.is_sound(
            seals.digest_of(one.seal_no)
        ):
            yield f"{name} was altered"
    for number, witness in sorted(said):
        yield f"cosignature of {witness} on seal {number} was removed"


def _every() -> Iterator[Cosignature]:
    last = (0, "")
    while page := rows(_PAGE, last, binary=True):
        yield from map(Cosignature._make, page)
        last = page[-1][:2]


def _keep(new: Cosignature) -> None:
    """Once for ever: the same witness signing the same seal again is not told again."""
    with transaction.atomic():
        if execute(_INSERT, new):
            system = Actor(ActorKind.SYSTEM)
            record(EventKind.SEAL_COSIGNED, NOBODY, system, detail=new.detail())
