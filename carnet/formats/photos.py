"""Photographs of a paper, made into one PDF: upright, bounded, without what cameras add.

Where and with what each was taken stays behind (EXIF): a record is read by others.
"""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from carnet.formats import kinds, picture
from carnet.formats.kinds import Kind
from carnet.formats.problems import FormatProblem

QUALITY = 82
SIDE = 2200  # pixels: a sheet of A4 at 188 points an inch, small print stays legible
_LONG = 842.0  # points: the long side of A4


def assemble(data: bytes, others: list[bytes]) -> bytes:
    """One PDF of a page each: ``data`` is the first photograph, or a PDF that this made.

    FormatProblem for what is no picture or is broken.
    """
    adding = kinds.kind(data) is Kind.PDF
    with _begun(data) if adding else pikepdf.new() as document:
        for photo in others if adding else [data, *others]:
            _add(document, photo)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _begun(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as problem:
        raise FormatProblem("/", "a readable PDF", str(problem)[:100]) from problem


def _add(document: pikepdf.Pdf, photo: bytes) -> None:
    if kinds.kind(photo) not in kinds.PICTURES:
        raise FormatProblem("/", "a photograph", kinds.kind(photo))
    drawn = picture.draw(photo, 1, SIDE)
    width, height = _on_paper(drawn)
    page = document.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=_image(document, drawn)))
    page.Contents = document.make_stream(
        f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Photo Do Q".encode()
    )


def _on_paper(drawn: Image.Image) -> tuple[float, float]:
    scale = _LONG / max(drawn.size)
    return drawn.width * scale, drawn.height * scale


def _image(document: pikepdf.Pdf, drawn: Image.Image) -> pikepdf.Stream:
    out = io.BytesIO()
    picture.bare(drawn).save(out, "JPEG", quality=QUALITY)
    grey = drawn.mode == "L"
    return pikepdf.Stream(
        document, out.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
        Width=drawn.width, Height=drawn.height, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB,
        Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
