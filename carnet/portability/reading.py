"""Opening a copy that came from anywhere: nothing of it is believed before all of it was checked.

No name of the file is ever a path here, and nothing is unpacked on the disk.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
from django.conf import settings

from carnet.base import shapes
from carnet.portability import manifest
from carnet.portability.manifest import Listed, Manifest
from carnet.portability.problems import BadFile

T = TypeVar("T")
_MOST_FILES, _LONGEST_NAME = 500_000, 255
_LARGEST_LISTING, LARGEST = 128 << 20, 256 << 20  # bytes in memory: a manifest, any one file
_RATIO, _ALWAYS = 200, 64 << 20  # a ZIP may unpack to so many times its size; to this in any case
_PIECE = 1 << 20
_KNOWN_PACKING = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 1
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class Package:
    """A copy whose list of files is sound; ``check`` then reads every byte."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = {entry.filename: entry for entry in archive.infolist()}
        self.listing = self.read(manifest.NAME, _LARGEST_LISTING)
        self.manifest: Manifest = manifest.read(self.listing)
        self.files = {one.name: one for one in (*self.manifest.files, *self.manifest.of_house)}
        _compare(self.manifest, self._entries)

    @property
    def digest(self) -> bytes:
        """What names this very copy."""
        return hashlib.sha256(self.listing).digest()

    @property
    def signed(self) -> bool:
        """Whether there is a signature at all."""
        return manifest.SIGNATURE in self._entries

    def signer(self) -> bytes:
        """The public key of the house that signed it. Raises BadFile when nobody did."""
        return manifest.signer(self.listing, self.read(manifest.SIGNATURE, _PIECE))

    def check(self) -> None:
        """Read everything once: each file is what the manifest says. Raises BadFile."""
        for one in self.files.values():
            digest = hashlib.sha256()
            for piece in self.pieces(one.name):
                digest.update(piece)
            if digest.hexdigest() != one.sha256:
                raise BadFile(f"{one.name}: its content is not what the manifest says")

    def read(self, name: str, most: int = LARGEST) -> bytes:
        """One file whole. Raises BadFile: absent, too large for this, unreadable."""
        entry = self._entry(name)
        if entry.file_size > most:
            raise BadFile(f"{name}: {entry.file_size} bytes, of which {most} at most are read here")
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of one file, some at a time. Raises BadFile."""
        try:
            with self._archive.open(self._entry(name)) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except _FAULTS as error:
            raise BadFile(f"{name}: it cannot be read: the file is cut or altered") from error

    def lines(self, name: str, kind: type[T]) -> Iterator[T]:
        """Each line of a file of lines. Raises BadFile, naming the line."""
        number, rest = 0, b""
        for piece in self.pieces(name):
            *whole, rest = (rest + piece).split(b"\n")
            if len(rest) > LARGEST:
                raise BadFile(f"{name}: line {number + len(whole) + 1} is too long")
            for line in whole:
                number += 1
                yield decoded(f"{name}: line {number}", line, kind)
        if rest:
            raise BadFile(f"{name}: its last line is cut")

    def _entry(self, name: str) -> zipfile.ZipInfo:
        try:
            return self._entries[name]
        except KeyError:
            raise BadFile(f"{name} is absent: this is not a whole copy") from None


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open a copy. Raises BadFile, OSError."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            raise BadFile("this is not a ZIP")
        try:
            archive = zipfile.ZipFile(file)
        except _FAULTS as error:
            raise BadFile("this is not a whole ZIP: it is cut, or something else") from error
        with archive:
            _check_entries(archive, path.stat().st_size)
            yield Package(archive)


def decoded(where: str, data: bytes, kind: type[T]) -> T:
    """JSON as this struct. Raises BadFile: where, and the path inside."""
    try:
        return shapes.json(kind).decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise BadFile(f"{where}: {error}") from error


def _check_entries(archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    if len(entries) > _MOST_FILES:
        raise BadFile(f"{len(entries)} files; {_MOST_FILES} at most")
    seen: set[str] = set()
    for entry in entries:
        _check_name(entry.filename)
        same = unicodedata.normalize("NFC", entry.filename).casefold()
        if same in seen:
            raise BadFile(f"{entry.filename}: this name is there twice")
        seen.add(same)
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _KNOWN_PACKING:
            raise BadFile(f"{entry.filename}: encrypted, or packed in a way that is not read here")
    total = sum(entry.file_size for entry in entries)
    if total > settings.IMPORT_MAX_BYTES or total > max(_ALWAYS, _RATIO * size):
        raise BadFile(f"it would unpack to {total} bytes: more than any copy of this size")


def _check_name(name: str) -> None:
    parts = name.split("/")
    wrong = {"", ".", ".."} & set(parts) or "\\" in name or ":" in parts[0]
    if wrong or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise BadFile(f"{name[:_LONGEST_NAME]!r}: not the name of a file of a copy")


def _compare(listed: Manifest, entries: dict[str, zipfile.ZipInfo]) -> None:
    """The ZIP holds what the manifest lists, once, and nothing else."""
    found = [*listed.files, *listed.of_house]
    names = {one.name for one in found}
    if len(names) < len(found):
        raise BadFile(f"{manifest.NAME}: it lists a file twice")
    there = entries.keys() - {manifest.NAME, manifest.SIGNATURE}
    for name in sorted(names ^ there)[:1]:
        raise BadFile(f"{name}: {'absent' if name in names else 'not in the manifest'}")
    _compare_sizes(found, entries)


def _compare_sizes(found: list[Listed], entries: dict[str, zipfile.ZipInfo]) -> None:
    for one in found:
        if entries[one.name].file_size != one.size:
            raise BadFile(f"{one.name}: {one.size} bytes expected")
