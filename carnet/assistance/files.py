"""Scans and attached files: known by their content, read in a bounded child, sealed."""

from __future__ import annotations

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings

from carnet.assistance.models import File
from carnet.assistance.problems import BadFile
from carnet.formats import sandbox
from carnet.formats.problems import FormatProblem
from carnet.vault import personal

PDF, JPEG, PNG, TIFF = "application/pdf", "image/jpeg", "image/png", "image/tiff"
WORD, RTF, TEXT = "application/msword", "application/rtf", "text/plain"
SCANS = frozenset({PDF, JPEG, PNG})
ATTACHMENTS = SCANS | {TIFF, WORD, RTF, TEXT}  # domain.md 1.9
_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", WORD),
    (b"{\\rtf", RTF),
)
# What a reader of the house must be able to open; the others are only handed over, unopened.
_READERS = {PDF: "pdf_count", JPEG: "picture_measure", PNG: "picture_measure",
            TIFF: "picture_measure"}  # fmt: skip


class Of(enum.StrEnum):
    """What a file belongs to."""

    MANDATE = "mandate"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class Sound:
    """A file whose content was checked."""

    data: bytes
    media_type: str


def check(data: bytes, allowed: Collection[str], limit: int) -> Sound:
    """Return the file and what it is by its content; its name says nothing. Raises ``BadFile``.

    The reader of its kind must understand it, in a bounded child process.
    """
    if not data:
        raise BadFile("empty")
    if len(data) > limit:
        raise BadFile("large")
    media_type = _sniff(data)
    if media_type not in allowed:
        raise BadFile("kind")
    if reader := _READERS.get(media_type):
        try:
            sandbox.call(reader, data)
        except FormatProblem:
            raise BadFile("unreadable") from None
    return Sound(data, media_type)


def scan(data: bytes) -> Sound:
    """Check the scan of a signed mandate."""
    return check(data, SCANS, settings.SCAN_BYTES)


def keep(
    person_id: int, of: Of, owner_no: int, files: Sequence[Sound], message_no: int = 0
) -> None:
    """Seal and keep these files, after those that their owner has."""
    first = 1 + File.objects.filter(person_id=person_id, of=of, owner_no=owner_no).count()
    for number, file in enumerate(files, start=first):
        File.objects.create(
            person_id=person_id, of=of, owner_no=owner_no, file_no=number, message_no=message_no,
            media_type=file.media_type, size=len(file.data),
            sealed=personal.seal(person_id, file.data, _aad(of, owner_no, number)),
        )  # fmt: skip


def read(person_id: int, of: Of, owner_no: int, file_no: int = 1) -> Sound | None:
    """Open one file; None when there is none."""
    mine = File.objects.filter(person_id=person_id, of=of, owner_no=owner_no, file_no=file_no)
    found = mine.first()
    if found is None:
        return None
    aad = _aad(of, owner_no, file_no)
    return Sound(personal.unseal(person_id, bytes(found.sealed), aad), found.media_type)


def _sniff(data: bytes) -> str:
    for signature, media_type in _SIGNATURES:
        if data.startswith(signature):
            return media_type
    return TEXT if _is_text(data) else ""


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return all(character.isprintable() or character in "\r\n\t\ufeff" for character in text)


def _aad(of: Of, owner_no: int, file_no: int) -> bytes:
    return f"assistance.file:{of}:{owner_no}:{file_no}".encode()
