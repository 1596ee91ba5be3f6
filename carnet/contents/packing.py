"""What is read in a document, made small, then sealed under the key of its person."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from carnet.base import shapes
from carnet.formats.cda.values_model import Value
from carnet.vault.personal import Box

_QUICK = 1  # of zlib: a tenth smaller is not worth three times the time


class Part(StrEnum):
    """The three things kept of a reading: the columns of ``contents_reading``."""

    WORDS = "words"
    TEXT = "text"
    VALUES = "values"


def sealed(box: Box, part: Part, entry_no: int, data: bytes) -> bytes:
    """Seal one part: it opens for this person, this document and this part only."""
    return box.seal(zlib.compress(data, _QUICK), _bound(part, entry_no))


def opened(box: Box, part: Part, entry_no: int, kept: bytes) -> bytes:
    """What ``sealed`` was given; ``vault.problems.IntegrityProblem`` for anything else."""
    return zlib.decompress(box.unseal(kept, _bound(part, entry_no)))


def sealed_values(box: Box, entry_no: int, values: Sequence[Value]) -> bytes:
    """Seal the values of one document, in their order."""
    return sealed(box, Part.VALUES, entry_no, msgspec.msgpack.encode(values))


def opened_values(box: Box, entry_no: int, kept: bytes) -> list[Value]:
    """The values of one document, in the order in which they were sealed."""
    return shapes.msgpack(list[Value]).decode(opened(box, Part.VALUES, entry_no, kept))


def _bound(part: Part, entry_no: int) -> bytes:
    return f"carnet.contents.1:{part}:{entry_no}".encode()
