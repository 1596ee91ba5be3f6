"""Checks what the deposit door checks, and names every problem at once."""

from __future__ import annotations

from carnet.formats.cda import metadata
from carnet.formats.problems import FormatProblem


def check(data: bytes) -> list[FormatProblem]:
    """Return the problems of one document, errors first; empty when it would be accepted as is."""
    try:
        metadata.read(data)
    except FormatProblem as problem:
        return [problem]
    return []
