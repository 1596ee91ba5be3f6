"""The documents of a copy: each original byte for byte, then what is known of each, a line each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from carnet.base.clock import LEGAL_ZONE
from carnet.base.filenames import EXTENSIONS, titled
from carnet.portability.source import File, Source, readers
from carnet.records import carrying, leaving
from carnet.records.carried import Document
from carnet.records.one import Fault
from carnet.records.problems import Withheld

DOCUMENTS, LOTS = "donnees/documents.jsonl", "donnees/envois.jsonl"
_encode = msgspec.json.Encoder().encode
# Why an original is not there: what an importing house and a reader are told.
WAITING, INFECTED, UNREADABLE = "waiting", "infected", "unreadable"


def originals(source: Source) -> Iterator[File]:
    """Each original, then its readable page; one that cannot be given is noted, and it goes on."""
    taking = source.taking
    pairs = zip(leaving.documents(taking), carrying.originals(taking), strict=True)
    for number, (document, (data, fault)) in enumerate(pairs, 1):
        if why := _missing(document, data, fault):
            source.missing[document.number] = why
        else:
            name = source.files[document.number] = _name(document)
            yield File(name, (data,))
            yield from _pages(source, document, data)
        source.told(number)


def _pages(source: Source, document: Document, data: bytes) -> Iterator[File]:
    """What shows the document in words, first its page, where a room above knows how to."""
    for made in readers():
        for file in made(source, data, f"{document.number:04}"):
            source.pages.setdefault(document.number, file.name)
            yield file


def _missing(document: Document, data: bytes, fault: Fault | None) -> str:
    if isinstance(fault, Withheld):
        return INFECTED if fault.infected else WAITING
    whole = fault is None and hashlib.sha256(data).hexdigest() == document.sha256
    return "" if whole else UNREADABLE


def _name(document: Document) -> str:
    day = document.service_start.astimezone(LEGAL_ZONE).date()
    extension = EXTENSIONS.get(document.mime_type, "bin")
    return f"documents/{document.number:04} {titled(document.title, day)}.{extension}"


def described(source: Source) -> Iterator[File]:
    """What is known of each document and lot: after the originals, whose names they hold."""
    yield File(DOCUMENTS, _documents(source))
    yield File(LOTS, (_encode(lot) + b"\n" for lot in leaving.lots(source.taking)))


def _documents(source: Source) -> Iterator[bytes]:
    for document in leaving.documents(source.taking):
        file = source.files.get(document.number, "")
        missing = source.missing.get(document.number, "")
        yield _encode(replace(document, file=file, missing=missing)) + b"\n"
