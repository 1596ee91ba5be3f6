"""A keyed hash of what a delegation entrusts, told by the trace: an edit of its row is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
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

    Not of whom it names: an offer must read alike whether or not they are insured here.
    """
    entrusted = None if categories is None else sorted(categories)
    told = [person_id, delegation_no, entrusted, until.toordinal(), writes]
    written = msgspec.msgpack.encode([*told, hidden_documents])
    return hashlib.blake2b(written, digest_size=8, key=_key(), person=b"carnet.scope.1").hexdigest()


@cache
def _key() -> bytes:
    return secret("sharing.mac", 32)
