"""Keyed hashes of rows, told by the trace: who edits such a row past the house is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

import msgspec

from carnet.base.secrets import secret


def scope_hash(
    person_id: int,
    delegation_no: int,
    categories: Iterable[str] | None,
    until: date,
    *,
    writes: bool,
    hidden_documents: bool,
) -> str:
    """16 hexadecimal digits that only the house can make, of what is entrusted until when.

    Not of whom it names: see ``offer_hash``.
    """
    entrusted = None if categories is None else sorted(categories)
    told = [person_id, delegation_no, entrusted, until.toordinal(), writes]
    return _hash([*told, hidden_documents], b"carnet.scope.1")


def row_hash(table: str, *columns: int | str | bytes | date | datetime | None) -> str:
    """16 hexadecimal digits that only the house can make, of columns of one row, its key first.

    Nobody else can compare it with anything: an offer that names somebody of the house and one
    that names nobody read alike in the trace.
    """
    return _hash([table, *columns], b"carnet.row.1")


def majority_hash(person_id: int, until: date) -> str:
    """Of the day until which a minor is represented: the trace tells no birth date."""
    return row_hash("majority", person_id, until)


def invitation_hash(
    person_id: int, number: int, inviter_id: int, invited_id: int | None, at: datetime
) -> str:
    """Of the two whom an invitation of a second representative names, and of when it was made."""
    return row_hash("invitation", person_id, number, inviter_id, invited_id, at)


def offer_hash(person_id: int, number: int, caregiver_id: int | None, at: datetime) -> str:
    """Of whom the offer of a delegation names, and of when it was made: no two are alike."""
    return row_hash("offer", person_id, number, caregiver_id, at)


def _hash(told: list[object], of: bytes) -> str:
    written = msgspec.msgpack.encode(told)
    return hashlib.blake2b(written, digest_size=8, key=_key(), person=of).hexdigest()


@cache
def _key() -> bytes:
    return secret("sharing.mac", 32)
