"""What is mutated: the published documents, read in place where they are, and ones made here."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carnet.demo.cda import Document

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
_FOLDERS = ("cda_fr/**/*.xml", "pdf_dicom/**/*.*")
_NOT = {".md", ".gz"}
_LARGEST = 600_000  # bytes: a larger one would take the time of many others
_KINDS = 3  # documents of each kind that the demonstration writes


@dataclass(frozen=True, slots=True)
class Source:
    """One sound document; ``clinical`` is CDA, whose patient and identifier may be replaced."""

    name: str
    data: bytes
    clinical: bool
    patient: bytes = b""
    unique: bytes = b""

    def of(self, matricule: str, unique_id: str) -> bytes:
        """The same document of somebody else, under another identifier."""
        if not self.clinical:
            return self.data
        named = self.data.replace(self.patient, matricule.encode())
        return named.replace(b'"' + self.unique + b'"', b'"' + unique_id.encode() + b'"', 1)


@cache
def every() -> tuple[Source, ...]:
    """All of them, in one order."""
    found = [*_published(), *_written(), *_media(), *_words()]
    return tuple(filter(None, (_source(name, data) for name, data in found)))


def _source(name: str, data: bytes) -> Source | None:
    from carnet.formats import kinds, sandbox
    from carnet.formats.problems import FormatProblem

    if kinds.kind(data) not in kinds.CLINICAL:
        return Source(name, data, clinical=False)
    try:
        known = sandbox.read_metadata(data)
    except FormatProblem:
        return None
    root = known.unique_id.partition("^")[0].encode()
    return Source(name, data, True, known.patient.matricule.encode(), root)  # noqa: FBT003


def _published() -> Iterator[tuple[str, bytes]]:
    paths = sorted(path for pattern in _FOLDERS for path in CORPUS.glob(pattern))
    for path in paths:
        if path.suffix not in _NOT and path.stat().st_size <= _LARGEST:
            yield path.name, path.read_bytes()


def _written() -> Iterator[tuple[str, bytes]]:
    """Some of each kind that the demonstration writes, and files inside documents of level 1."""
    from carnet.demo import cda, nation, stories
    from carnet.demo.cda import pdf

    told = stories.tell(nation.build())
    by_kind: dict[str, list[Document]] = {}
    for one in told:
        by_kind.setdefault(one.kind, []).append(one)
    for kind, some in sorted(by_kind.items()):
        for number, one in enumerate(some[:_KINDS]):
            yield f"{kind}-{number}", cda.write(one)
    example = told[0]
    yield "page.pdf", pdf.write(example)
    for name, media_type, data in _inside():
        yield f"level-1-{name}", _carried(example, media_type, data)


def _carried(document: Document, media_type: str, data: bytes) -> bytes:
    from base64 import b64encode

    from carnet.demo.cda.document import envelope
    from carnet.demo.cda.xml import tag

    text = tag("text", b64encode(data).decode(), mediaType=media_type, representation="B64")
    return envelope(document, tag("component", tag("nonXMLBody", text)))


def _inside() -> Iterator[tuple[str, str, bytes]]:
    for name, data in (*_media(), *_words()):
        media_type = _TYPES.get(name.rpartition(".")[2], "text/plain")
        if media_type in _CARRIED:
            yield name, media_type, data


_TYPES = {"jpg": "image/jpeg", "tif": "image/tiff", "rtf": "text/rtf", "txt": "text/plain"}
_CARRIED = frozenset(_TYPES.values())


def _media() -> Iterator[tuple[str, bytes]]:
    """Pictures of every kind that Pillow writes, some of several pages, and one DICOM."""
    from PIL import Image

    pages = [Image.effect_noise((160, 120), 60).convert("RGB") for _ in range(3)]
    for suffix, kind, several in (
        ("jpg", "JPEG", False), ("png", "PNG", False), ("tif", "TIFF", True), ("gif", "GIF", True),
        ("webp", "WEBP", True), ("bmp", "BMP", False), ("pdf", "PDF", True),
    ):  # fmt: skip
        into = io.BytesIO()
        more = {"save_all": True, "append_images": pages[1:]} if several else {}
        pages[0].save(into, kind, **more)
        yield f"picture.{suffix}", into.getvalue()
    yield "image.dcm", _dicom()


def _dicom() -> bytes:
    import numpy as np
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage, generate_uid

    image = Dataset()
    image.file_meta = FileMetaDataset()
    image.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    image.SOPClassUID = SecondaryCaptureImageStorage
    image.SOPInstanceUID = generate_uid()
    image.Modality, image.PatientName = "OT", "PATIENT^JEANNE"
    image.Rows, image.Columns, image.SamplesPerPixel = 64, 48, 1
    image.BitsAllocated, image.BitsStored, image.HighBit = 16, 12, 11
    image.PixelRepresentation, image.PhotometricInterpretation = 0, "MONOCHROME2"
    image.WindowCenter, image.WindowWidth = [600, 40], [1600, 400]
    image.PixelData = (np.arange(64 * 48, dtype="<u2") % 4096).tobytes()
    into = io.BytesIO()
    image.save_as(into, enforce_file_format=True)
    return into.getvalue()


def _words() -> Iterator[tuple[str, bytes]]:
    text = "Compte rendu\r\n\r\nGlycémie à jeun : 5,1 mmol/L.\tFerritine 9 µg/L.\r\n" * 40
    for encoding in ("utf-8", "utf-16", "cp1252", "utf-8-sig"):
        yield f"{encoding}.txt", text.encode(encoding)
    escaped = re.sub("[^ -~]", lambda one: f"\\u{ord(one[0])}?", text.replace("\r\n", "\\par "))
    yield "words.rtf", ("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0\\b " + escaped + "}").encode()
