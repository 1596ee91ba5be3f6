"""Keyed hashes of what a record holds: no edit of the database goes unseen (docs/proofs.md).

One covers the columns of an entry that never change after its deposit, one each version of those
that do. The key is a file outside the database, so that only the house can make them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from carnet.base.secrets import secret
from carnet.journal.leaves import microseconds

# In this order for ever; another order or another column needs another ``person``.
FIXED = (
    "person_id", "entry_no", "submission_no", "submitted_at", "source_organization_id",
    "confidentiality", "replaces_entry_no", "type_code", "class_code", "format_code", "category",
    "title", "created_at", "service_start", "service_stop", "author_name",
    "author_professional_id", "unique_id", "mime_type", "language", "header", "source_patient",
    "size", "sha1", "sha256", "segment", "position", "wrapped_key",
)  # fmt: skip
CHANGING = (
    "person_id", "entry_no", "version", "since", "status", "hidden_from_professionals",
    "hidden_from_patient", "hidden_from_representatives", "hidden_with_category",
    "replaced_by_entry_no",
)  # fmt: skip
_PLAIN = msgspec.msgpack.Encoder(order="sorted")


def of_entry(columns: Mapping[str, Any]) -> int:
    """The hash of what never changes; ``columns`` has at least ``FIXED``, ``header`` parsed."""
    return _mac(b"carnet.entry.1", [columns[name] for name in FIXED])


def of_version(values: Sequence[Any]) -> int:
    """The hash of one version; ``values`` in the order of ``CHANGING``."""
    return _mac(b"carnet.version.1", values)


def _mac(what: bytes, values: Sequence[Any]) -> int:
    told = _PLAIN.encode([_steady(value) for value in values])
    digest = hashlib.blake2b(told, digest_size=8, key=_key(), person=what).digest()
    return int.from_bytes(digest, "big", signed=True)


def _steady(value: Any) -> Any:
    """What gives the same bytes before it is written and once it is read."""
    if isinstance(value, datetime):
        return microseconds(value)
    return bytes(value) if isinstance(value, memoryview) else value


@cache
def _key() -> bytes:
    return secret("records.mac", 32)
