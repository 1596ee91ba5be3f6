"""Names of files on their way out: readable, and telling of nobody."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from urllib.parse import quote

EXTENSIONS = {
    "text/xml": "xml",
    "application/xml": "xml",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "text/csv": "csv",
    "text/rtf": "rtf",
    "application/rtf": "rtf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/bmp": "bmp",
    "image/heic": "heic",
    "application/dicom": "dcm",
}
_NUMBER = re.compile(r"\d(?:[\s./-]?[\dAB]){4,}", re.ASCII)  # an INS, a file number, a date
_SIGNS = re.compile(r"[\W_]+")
_LONGEST = 80


def titled(title: str, day: date) -> str:
    """Name a document by its title, without any long number in it, and its day."""
    words = _SIGNS.sub(" ", _NUMBER.sub(" ", title)).strip()
    return f"{words[:_LONGEST].strip() or 'document'} {day:%Y-%m-%d}"


def attachment(name: str, media_type: str) -> str:
    """Content-Disposition of a file to be saved (RFC 6266), in ASCII and whole (RFC 5987)."""
    name = f"{name}.{EXTENSIONS.get(media_type, 'bin')}"
    letters = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE"))
    plain = letters.encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
