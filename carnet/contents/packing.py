"""The values of one document, made small, then sealed under the key of its person."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import msgspec

from carnet.base import shapes
from carnet.contents.words import bound
from carnet.formats.cda.values_model import Value
from carnet.vault.personal import Box

_QUICK = 1  # of zlib: a tenth smaller is not worth three times the time


def sealed(box: Box, entry_no: int, values: Sequence[Value]) -> bytes | None:
    """Seal what a document says, in its order; None where it gives no value."""
    if not values:
        return None
    data = zlib.compress(msgspec.msgpack.encode(values), _QUICK)
    return box.seal(data, bound("values", entry_no))


def opened(box: Box, entry_no: int, kept: bytes) -> list[Value]:
    """The values that ``sealed`` was given; ``vault.problems.IntegrityProblem`` for others."""
    data = zlib.decompress(box.unseal(kept, bound("values", entry_no)))
    return shapes.msgpack(list[Value]).decode(data)
