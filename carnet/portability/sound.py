"""What a copy says of its documents, checked before a byte of it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from carnet.base import shapes
from carnet.formats.cda.model import Metadata
from carnet.nomenclature import terms
from carnet.portability.facts import Facts
from carnet.portability.originals import DOCUMENTS, LOTS
from carnet.portability.problems import BadFile
from carnet.portability.reading import Package
from carnet.records.carried import Document, Lot, Version
from carnet.records.views import DELETED

_STATUSES = {1, 2, 3, 4} - {DELETED}
_CONFIDENTIALITIES = {"N", "R", "V"}


@dataclass(slots=True)
class Contents:
    """The documents and lots of a copy, read again from it each time: none is in memory."""

    package: Package
    matricule: str
    numbers: int = 0  # the last number of a document, and of a lot
    lots: int = 0
    present: set[int] = field(default_factory=set)  # documents whose bytes are there
    missing: int = 0

    def documents(self) -> Iterator[Document]:
        """Those whose bytes are there; what they say of the others is left out."""
        for one in self.package.lines(DOCUMENTS, Document):
            if one.number in self.present:
                yield self._among_present(one)

    def each_lot(self) -> Iterator[Lot]:
        """Every lot."""
        return self.package.lines(LOTS, Lot)

    def _among_present(self, one: Document) -> Document:
        versions = [self._version(version) for version in one.versions]
        replaces = one.replaces if one.replaces in self.present else None
        return replace(one, versions=versions, replaces=replaces)

    def _version(self, version: Version) -> Version:
        if version.replaced_by is None or version.replaced_by in self.present:
            return version
        return replace(version, replaced_by=None)


def check(package: Package, told: Facts) -> Contents:
    """Read every line once. Raises BadFile, naming the document and what is wrong."""
    found = Contents(package, told.holder.matricule)
    for number, lot in enumerate(package.lines(LOTS, Lot), 1):
        if lot.number != number:
            raise BadFile(f"{LOTS}: line {number}: number {lot.number}")
        found.lots = number
    names: set[str] = set()
    for number, one in enumerate(package.lines(DOCUMENTS, Document), 1):
        for problem in _problems(found, one, number, names):
            raise BadFile(f"{DOCUMENTS}: line {number}: {problem}")
        found.numbers = number
        if one.file:
            names.add(one.file)
            found.present.add(number)
        else:
            found.missing += 1
    _check_links(found)
    return found


def _problems(found: Contents, one: Document, number: int, names: set[str]) -> Iterator[str]:
    if one.number != number:
        yield f"number {one.number}"
    if not 1 <= one.lot <= found.lots:
        yield f"lot {one.lot}, which is not there"
    if one.category not in terms.CATEGORIES or one.confidentiality not in _CONFIDENTIALITIES:
        yield "an unknown category or confidentiality"
    if not one.versions or any(version.status not in _STATUSES for version in one.versions):
        yield "no version, or one in a status that no copy holds"
    yield from _of_header(found, one)
    if one.file in names:
        yield "the same file as another document"
    elif one.file:
        yield from _of_bytes(found.package, one)


def _of_header(found: Contents, one: Document) -> Iterator[str]:
    try:
        header = shapes.convert(one.header, Metadata)
    except msgspec.ValidationError as error:
        yield f"header: {error}"
        return
    if header.patient.matricule not in ("", found.matricule):
        yield "header: the document is of somebody else"
    if header.unique_id != one.unique_id:
        yield "header: another uniqueId"


def _of_bytes(package: Package, one: Document) -> Iterator[str]:
    listed = package.files.get(one.file)
    if listed is None or listed.sha256 != one.sha256 or listed.size != one.size:
        yield "its file is absent, or not the one that it describes"
        return
    sha1 = hashlib.sha1(package.read(one.file), usedforsecurity=False).hexdigest()
    if sha1 != one.sha1:
        yield "its SHA-1 is not that of its file"


def _check_links(found: Contents) -> None:
    for one in found.package.lines(DOCUMENTS, Document):
        linked = [one.replaces, *(version.replaced_by for version in one.versions)]
        for other in linked:
            if other is not None and not (1 <= other <= found.numbers and other != one.number):
                raise BadFile(f"{DOCUMENTS}: line {one.number}: it names document {other}")
