"""The documents of a copy: each original byte for byte, then what is known of each, a line each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from carnet.base.clock import LEGAL_ZONE
from carnet.base.filenames import EXTENSIONS, titled
from carnet.portability.source import File, Source
from carnet.records import carrying, leaving
from carnet.records.carried import Document
from carnet.records.problems import Withheld

DOCUMENTS, LOTS = "donnees/documents.jsonl", "donnees/envois.jsonl"
_encode = msgspec.json.Encoder().encode
# Why an original is not there: what an importing house and a reader are told.
WAITING, INFECTED, UNREADABLE = "waiting", "infected", "unreadable"


def originals(source: Source) -> Iterator[File]:
    """Each original; one that cannot be given is noted, and the copy goes on."""
    entries = {place: entry for entry, place in source.taking.numbers.items()}
    for number, document in enumerate(leaving.documents(source.taking), 1):
        data = _bytes(source, document, entries[document.number])
        if data is not None:
            name = source.files[document.number] = _name(document)
            yield File(name, (data,))
        source.told(number)


def _bytes(source: Source, document: Document, entry_no: int) -> bytes | None:
    data, fault = carrying.original(source.taking, entry_no)
    if fault is None and hashlib.sha256(data).hexdigest() == document.sha256:
        return data
    why = UNREADABLE
    if isinstance(fault, Withheld):
        why = INFECTED if fault.infected else WAITING
    source.missing[document.number] = why
    return None


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
