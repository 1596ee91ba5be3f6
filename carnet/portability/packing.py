"""A copy as one ZIP, written while it is read: no file of it but the present one is in memory."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Protocol

from carnet.base.clock import LEGAL_ZONE
from carnet.portability import manifest, origins, readable, telling  # noqa: F401 - their parts
from carnet.portability.facts import facts
from carnet.portability.manifest import Listed
from carnet.portability.originals import described, originals
from carnet.portability.source import File, Source, parts

_PACKED = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".zip"}  # compressed already


class Sink(Protocol):
    """What takes the bytes of a copy; it need not be seekable."""

    def write(self, data: bytes, /) -> int:
        """Take some."""

    def flush(self) -> None:
        """Nothing is asked of it."""

    def close(self) -> None:
        """Who gave it closes it."""


@dataclass(slots=True)
class Packed:
    """What was written, the manifest apart."""

    files: list[Listed] = field(default_factory=list)
    of_house: list[Listed] = field(default_factory=list)


def pack(source: Source, sink: Sink) -> None:
    """Write the whole copy into ``sink``. Raises what its parts and the sink raise."""
    packed = Packed()
    with zipfile.ZipFile(sink, "w") as archive:
        for file in _files(source):
            listed = _add(archive, file, source.made)
            (packed.of_house if file.of_house else packed.files).append(listed)
        scope = manifest.READER if source.opened else manifest.HOUSE
        listing = manifest.make(scope, source.choice, source.made, packed.files, packed.of_house)
        for name, data in ((manifest.NAME, listing), (manifest.SIGNATURE, manifest.sign(listing))):
            _add(archive, File(name, (data,)), source.made)


def _files(source: Source) -> Iterator[File]:
    yield from originals(source)
    yield from described(source)
    yield from facts(source)
    for part in parts():
        yield from part(source)


def _add(archive: zipfile.ZipFile, file: File, made: datetime) -> Listed:
    digest, size = hashlib.sha256(), 0
    with archive.open(_entry(file.name, made), "w") as entry:
        for piece in file.pieces:
            entry.write(piece)
            digest.update(piece)
            size += len(piece)
    return Listed(file.name, size, digest.hexdigest())


def _entry(name: str, made: datetime) -> zipfile.ZipInfo:
    moment = made.astimezone(LEGAL_ZONE)
    found = zipfile.ZipInfo(name, moment.timetuple()[:6])
    packed = PurePosixPath(name).suffix in _PACKED
    found.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    found.external_attr = 0o600 << 16  # for nobody else on the computer where it is unpacked
    return found
