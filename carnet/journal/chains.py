"""The chain of one person's events and their place in the census. Pure: checked without us.

head(n) = SHA-256(head(n-1) || leaf(n)), head(0) = 32 zero bytes.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable

from carnet.journal.merkle import leaf_hash

START = bytes(32)
PLACES = 1 << 32  # of the census: a person's place is their number
NOBODY = leaf_hash(b"")  # what stands at a place where nobody is, or has no event
_LEAF = struct.Struct(">qq")


def link(head: bytes, event: bytes) -> bytes:
    """head(n) from head(n-1) and the leaf of event n."""
    return hashlib.sha256(head + event).digest()


def head(events: Iterable[bytes]) -> bytes:
    """The head of a chain of these leaves."""
    found = START
    for event in events:
        found = link(found, event)
    return found


def leaf(person: int, events: int, head: bytes) -> bytes:
    """What stands for a person in a seal's ``heads_root`` and in the census."""
    return leaf_hash(_LEAF.pack(person, events) + head)
