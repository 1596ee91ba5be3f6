"""What kind of document some bytes are, told by the bytes alone.

A declared media type is somebody's word; two readers that believe different words of one file
are how a polyglot works. Only signatures are looked at here: no parser, so that a server may
ask it of any bytes, itself.
"""

from __future__ import annotations

import enum
import re


class Kind(enum.StrEnum):
    """Kinds that the house tells apart; ``OTHER`` is kept and handed back, never opened."""

    CDA = "cda"
    PRESENTED_CDA = "presented_cda"  # inside its own stylesheet (« auto-présentable »)
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    GIF = "gif"
    WEBP = "webp"
    BMP = "bmp"
    HEIC = "heic"
    RTF = "rtf"
    TEXT = "text"
    DICOM = "dicom"
    KOS = "kos"  # DICOM Key Object Selection: references to images kept elsewhere
    XML = "xml"
    OTHER = "other"
    EMPTY = "empty"


CLINICAL = frozenset({Kind.CDA, Kind.PRESENTED_CDA})
PICTURES = frozenset(
    {Kind.JPEG, Kind.PNG, Kind.TIFF, Kind.GIF, Kind.WEBP, Kind.BMP, Kind.HEIC}
)  # fmt: skip
IMAGING = frozenset({Kind.DICOM, Kind.KOS})
TEXTS = frozenset({Kind.TEXT, Kind.RTF})

_MEDIA = {
    Kind.CDA: ("text/xml", "xml"),
    Kind.PRESENTED_CDA: ("text/xml", "xml"),
    Kind.PDF: ("application/pdf", "pdf"),
    Kind.JPEG: ("image/jpeg", "jpg"),
    Kind.PNG: ("image/png", "png"),
    Kind.TIFF: ("image/tiff", "tif"),
    Kind.GIF: ("image/gif", "gif"),
    Kind.WEBP: ("image/webp", "webp"),
    Kind.BMP: ("image/bmp", "bmp"),
    Kind.HEIC: ("image/heic", "heic"),
    Kind.RTF: ("text/rtf", "rtf"),
    Kind.TEXT: ("text/plain", "txt"),
    Kind.DICOM: ("application/dicom", "dcm"),
    Kind.KOS: ("application/dicom", "dcm"),
    Kind.XML: ("text/xml", "xml"),
}
_OPAQUE = ("application/octet-stream", "bin")
_SIGNATURES = (
    (b"%PDF-", Kind.PDF),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"II+\x00", Kind.TIFF),  # BigTIFF
    (b"MM\x00+", Kind.TIFF),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"{\\rtf", Kind.RTF),
)
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_BMP_HEADERS = {bytes([size, 0, 0, 0]) for size in (12, 40, 52, 56, 108, 124)}
_HEAD = 4096  # of the bytes: what stands first decides
_PDF_WITHIN = 1024  # Adobe reads a header as far as this; real files have junk before it
_PREAMBLE = 128  # of a DICOM file (PS3.10), then « DICM »
_KOS_CLASS = b"1.2.840.10008.5.1.4.1.1.88.59"
# First element of group 8 without a file header, explicit or implicit; or cut a byte too early.
_BARE_DICOM = re.compile(rb" ?\x08\x00[\x00-\x08]\x00(?:[A-Z]{2}|[\x00-\x7f]\x00\x00\x00)")
_BEFORE_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?+(?:\s|<\?(?>.*?\?>)|<!--(?>.*?-->)|<!DOCTYPE[^>\[]*+>)*+", re.DOTALL
)
_ROOT = re.compile(rb"<(?:[\w.-]{1,64}:)?([\w.-]{1,64})[\s/>]")
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind(data: bytes) -> Kind:
    """Tell the kind of any bytes; never raises, costs no more than a look at their beginning."""
    if not data.strip(b" \t\r\n\x00"):
        return Kind.EMPTY
    return _signed(data) or _markup(data) or _late_pdf(data) or _words(data)


def media_type(of: Kind) -> str:
    """The media type under which the house hands out this kind."""
    return _MEDIA.get(of, _OPAQUE)[0]


def extension(of: Kind) -> str:
    """The ending of a file of this kind, without the dot."""
    return _MEDIA.get(of, _OPAQUE)[1]


def _signed(data: bytes) -> Kind | None:
    """DICOM first: its preamble may lawfully be the head of a TIFF (PS3.10, 7.1)."""
    if data[_PREAMBLE : _PREAMBLE + 4] == b"DICM" or _BARE_DICOM.match(data):
        return Kind.KOS if _KOS_CLASS in data[:_HEAD] else Kind.DICOM
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            return found
    return _contained(data)


def _contained(data: bytes) -> Kind | None:
    """Kinds whose signature stands inside a container's header."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data.startswith(b"BM") and data[14:18] in _BMP_HEADERS:
        return Kind.BMP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return Kind.HEIC
    return None


def _markup(data: bytes) -> Kind | None:
    """XML by its root element; what a stylesheet carries is a document of the CI-SIS."""
    before = _BEFORE_ROOT.match(data)
    root = _ROOT.match(data, before.end() if before else 0)
    if root is None:
        return None
    if root[1] == b"ClinicalDocument":
        return Kind.CDA
    if root[1] == b"stylesheet" and b"urn:asip-sante:ci-sis" in data:
        return Kind.PRESENTED_CDA
    return Kind.XML


def _late_pdf(data: bytes) -> Kind | None:
    return Kind.PDF if b"%PDF-" in data[:_PDF_WITHIN] else None


def _words(data: bytes) -> Kind:
    """Text has no control character but the usual ones, in UTF-8, Windows-1252 or UTF-16."""
    head = data[: 1 << 16]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.TEXT
    return Kind.OTHER if _NOT_IN_TEXT.search(head) else Kind.TEXT
