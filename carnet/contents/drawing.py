"""What the page of a clinical document shows, kept as a child read it when the document arrived.

Sealed like all that was read (carnet.contents.words.bound), and bound to the edition of the
readers: once a better one came, it opens no more, and a child reads the document for each page
until « carnet contents read-again » has had it read again.
"""

from __future__ import annotations

import zlib

import msgspec

from carnet.base import shapes
from carnet.contents.words import bound
from carnet.formats import kinds, sandbox
from carnet.formats.edition import edition
from carnet.formats.shown_model import Shown
from carnet.vault.personal import Box
from carnet.vault.problems import IntegrityProblem

LARGEST = 256 * 1024  # bytes: what is larger is read again for each page


def sealed(box: Box, entry_no: int, data: bytes) -> bytes | None:
    """Have a document read for its page, and seal that; None for what no child can draw once.

    Raises Busy.
    """
    if kinds.kind(data) not in kinds.CLINICAL:
        return None
    shown = sandbox.show(data)
    if shown.problem:
        return None
    packed = zlib.compress(msgspec.msgpack.encode(shown))
    return box.seal(packed, _bound(entry_no)) if len(packed) <= LARGEST else None


def opened(box: Box, entry_no: int, kept: bytes) -> Shown | None:
    """What ``sealed`` kept; None where other readers drew it, or where it is damaged."""
    try:
        packed = zlib.decompress(box.unseal(kept, _bound(entry_no)))
    except (IntegrityProblem, zlib.error):
        return None
    return shapes.msgpack(Shown).decode(packed)


def _bound(entry_no: int) -> bytes:
    return bound(f"shown.{edition()}", entry_no)
