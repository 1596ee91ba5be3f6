"""Any document, ready to be shown: what it is, its pages, its words, or why it cannot be.

Pure functions on hostile bytes, run in a bounded child (``carnet.formats.sandbox``).
"""

from __future__ import annotations

import msgspec

from carnet.formats import kinds, picture, rtf
from carnet.formats import pdf as pdf_pages
from carnet.formats.cda import content
from carnet.formats.kinds import Kind
from carnet.formats.problems import FormatProblem
from carnet.formats.shown_model import Problem, Shown, Sort, why, within
from carnet.formats.text import plain

AT_ONCE = 20  # pages described in one answer; the others come by links
MAX_TEXT = 200_000


def shown(data: bytes, first: int = 1) -> Shown:
    """Describe a document, its pages from number ``first`` on; never raises for its content."""
    kind = kinds.kind(data)
    try:
        return _shown(kind, data, first)
    except FormatProblem as refusal:
        return Shown(kind, why(refusal))


def _shown(kind: Kind, data: bytes, first: int) -> Shown:
    if kind in kinds.IMAGING:
        return _imaging(kind, data, first)
    if kind in kinds.CLINICAL:
        return Shown(kind, content=content.read(data))
    if kind is Kind.PDF:
        total = pdf_pages.count(data)
        first = within(first, total)
        sizes, texts = pdf_pages.describe(data, first, AT_ONCE)
        return Shown(kind, pages=total, first=first, sizes=sizes, texts=texts)
    if kind in kinds.PICTURES:
        total = picture.measure(data)[2]
        first = within(first, total)
        picture.draw(data, first)  # a page with an image that cannot be drawn says nothing
        return Shown(kind, pages=total, first=first, sizes=picture.sizes(data, first, AT_ONCE))
    if kind in kinds.TEXTS:
        words = rtf.text(data) if kind is Kind.RTF else plain(data)
        return Shown(kind, texts=[words[:MAX_TEXT]], cut=len(words) > MAX_TEXT)
    return Shown(kind, Problem.EMPTY if kind is Kind.EMPTY else Problem.UNKNOWN)


def _imaging(kind: Kind, data: bytes, first: int) -> Shown:
    """A DICOM file; one that wraps a document is shown as that document, under its own facts."""
    from carnet.formats.dicom import reading

    described = reading.describe(kind, data, first, AT_ONCE)
    if described.imaging is None or described.imaging.sort is not Sort.FILE:
        return described
    inner = reading.inside(data)
    if kinds.kind(inner) in kinds.IMAGING:  # no file wraps itself
        return msgspec.structs.replace(described, problem=Problem.UNKNOWN)
    return msgspec.structs.replace(shown(inner, first), kind=kind, imaging=described.imaging)


def page(data: bytes, number: int, window: str = "", form: str = "WEBP") -> bytes:
    """Page ``number`` (from 1) as WebP or PNG; an image of DICOM under the light of ``window``."""
    kind = kinds.kind(data)
    if kind is Kind.PDF:
        return pdf_pages.pages(data, number, form)
    if kind in kinds.PICTURES:
        return picture.pages(data, number, form)
    if kind is Kind.DICOM:
        return _image(data, number, window, form)
    raise FormatProblem("/", "a PDF, a picture or an image of DICOM", kind)


def _image(data: bytes, number: int, window: str, form: str) -> bytes:
    from carnet.formats.dicom import reading

    inner = reading.inside(data)
    if inner and kinds.kind(inner) not in kinds.IMAGING:
        return page(inner, number, "", form)
    return picture.drawn(reading.draw(data, number, window), form)


def pdf(data: bytes) -> bytes:
    """A PDF to print, with nothing active in it; `FormatProblem` where none can be made."""
    from carnet.formats import printable

    if kinds.kind(data) is Kind.DICOM:
        return _printed_imaging(data)
    return printable.pdf(data)


def _printed_imaging(data: bytes) -> bytes:
    from carnet.formats import printable
    from carnet.formats.dicom import reading

    if inner := reading.inside(data):
        return printable.pdf(inner)
    total = reading.count(data)
    return printable.bound(total, lambda number: reading.draw(data, number, ""))
