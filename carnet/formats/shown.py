"""Any document, ready to be shown: what it is, its pages, its words, or why it cannot be.

Pure functions on hostile bytes, run in a bounded child (``carnet.formats.sandbox``).
"""

from __future__ import annotations

from carnet.formats import kinds, picture, rtf
from carnet.formats import pdf as pdf_pages
from carnet.formats.cda import content
from carnet.formats.cda.content_files import plain
from carnet.formats.kinds import Kind
from carnet.formats.problems import FormatProblem
from carnet.formats.shown_model import Problem, Shown

AT_ONCE = 20  # pages described in one answer; the others come by links
MAX_TEXT = 200_000


def shown(data: bytes, first: int = 1) -> Shown:
    """Describe a document, its pages from number ``first`` on; never raises for its content."""
    kind = kinds.kind(data)
    try:
        return _shown(kind, data, first)
    except FormatProblem as problem:
        secret = "password" in problem.found.lower()
        return Shown(kind, Problem.ENCRYPTED if secret else Problem.BROKEN)


def _shown(kind: Kind, data: bytes, first: int) -> Shown:
    if kind in kinds.CLINICAL:
        return Shown(kind, content=content.read(data))
    if kind is Kind.PDF:
        count = pdf_pages.count(data)
        return Shown(kind, pages=count, first=first, sizes=[pdf_pages.size(data)])
    if kind in kinds.PICTURES:
        width, height, count = picture.measure(data)
        return Shown(kind, pages=count, first=first, sizes=[(width, height)])
    if kind in kinds.TEXTS:
        words = rtf.text(data) if kind is Kind.RTF else plain(data)
        return Shown(kind, texts=[words[:MAX_TEXT]], cut=len(words) > MAX_TEXT)
    return Shown(kind, Problem.EMPTY if kind is Kind.EMPTY else Problem.UNKNOWN)


def page(data: bytes, number: int, window: str = "") -> bytes:
    """Page ``number`` (from 1) as WebP; for an image of DICOM, under the light of ``window``."""
    kind = kinds.kind(data)
    if kind is Kind.PDF:
        return pdf_pages.pages(data, number)
    if kind in kinds.PICTURES:
        return picture.pages(data, number)
    raise FormatProblem("/", "a PDF, a picture or an image of DICOM", kind)


def pdf(data: bytes) -> bytes:
    """A PDF to print, with nothing active in it; `FormatProblem` where none can be made."""
    raise FormatProblem("/", "a PDF or a picture", kinds.kind(data))
