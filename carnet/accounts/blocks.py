"""The insurer's file as runs of whole lines, some thousands each: memory does not grow with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from carnet.accounts import insured
from carnet.accounts.insured import LINE_LIMIT, Form

BYTES = 1 << 20


class Raw(NamedTuple):
    """Some whole lines: the number of the first one, and where the last one ends in the file."""

    lines: bytes
    first: int
    end: int


def size(file: BinaryIO) -> int:
    """How many bytes the file has."""
    here = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(here)
    return end


def opened(file: BinaryIO, done: int = 0, lines: int = 0) -> tuple[Form, Iterator[Raw]]:
    """How the file is written, and its lines beyond those already ``done`` (bytes, lines).

    Raises ``BadFile``.
    """
    file.seek(0)
    form = insured.header(insured.next_line(file))
    if done:
        file.seek(done)
    return form, cut(file, file.tell(), max(lines, 1) + 1)


def cut(file: BinaryIO, start: int, first: int) -> Iterator[Raw]:
    """Cut a file into runs of whole lines; an endless line is kept up to the limit only."""
    rest, end = b"", start
    size = max(1, BYTES >> 3)  # the first ones are small, so that who writes begins early
    while chunk := file.read(size):
        size = min(2 * size, BYTES)
        cut_at = chunk.rfind(b"\n") + 1
        if not cut_at:
            rest += chunk[: max(0, LINE_LIMIT + 1 - len(rest))]
        else:
            lines = rest + chunk[:cut_at]
            yield Raw(lines, first, end + cut_at)
            first += lines.count(b"\n")
            rest = chunk[cut_at:]
        end += len(chunk)
    if rest:
        yield Raw(rest, first, end)
