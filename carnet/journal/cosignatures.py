"""What outside witnesses signed of our heads: only those whom the settings name are heard."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.conf import settings

from carnet.base.database import execute, rows
from carnet.journal import seals, signing, statements
from carnet.journal.leaves import microseconds

_COLUMNS = "seal_no, witness, key, at, signature"


class Cosignature(NamedTuple):
    """One row of ``journal_cosignature``."""

    seal_no: int
    witness: str
    key: bytes
    at: datetime
    signature: bytes


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
    if not signing.is_signed(key, statements.cosignature(microseconds(at), digest), signature):
        raise NotHeard(f"wrong signature of seal {seal_no}")
    execute(
        f"INSERT INTO journal_cosignature ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING",
        [seal_no, name, key, at, signature],
    )
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
