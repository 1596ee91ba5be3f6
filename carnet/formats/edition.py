"""Which readers these are: what one edition of them drew is not taken for what another draws."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

_ROOMS = ("formats", "nomenclature")  # the readers, and the tables they read
# What parses, cleans and opens for them: what one with a hole let through is not kept for long.
_LIBRARIES = ("lxml", "nh3", "pikepdf", "pillow", "pypdfium2")
_SOURCES = {".py", ".csv", ".typ"}
_LENGTH = 16  # of 64 hexadecimal digits: no chance that two editions share them


@cache
def edition() -> str:
    """Digest of the readers' code, tables and libraries, the same in every process of a release."""
    house, digest = Path(__file__).resolve().parents[1], hashlib.sha256()
    digest.update(" ".join(map(metadata.version, _LIBRARIES)).encode())
    for path in sorted(path for room in _ROOMS for path in (house / room).rglob("*")):
        if path.suffix in _SOURCES:
            digest.update(path.relative_to(house).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:_LENGTH]
