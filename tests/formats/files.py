"""Small files as people have them: PDFs that say something, photographs as phones make them."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

_TAKEN, _EXIF, _PLACE, _ORIENTATION = 0x9003, 0x8769, 0x8825, 0x0112


def text_pdf(*lines: str, title: str = "", password: str = "") -> bytes:
    """A PDF of one page that says these lines, locked by ``password`` when there is one."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = b" T* ".join(b"<%s> Tj" % line.encode("cp1252").hex().encode() for line in lines)
        page.Contents = document.make_stream(b"BT /F1 12 Tf 14 TL 72 760 Td " + shown + b" ET")
        if title:
            document.docinfo["/Title"] = title
        out = io.BytesIO()
        locked = pikepdf.Encryption(owner=password, user=password) if password else False
        document.save(out, encryption=locked)
    return out.getvalue()


def photograph(
    colour: str = "white",
    *,
    turned: bool = False,
    taken: str = "",
    form: str = "JPEG",
    size: tuple[int, int] = (640, 480),
) -> bytes:
    """A picture with what a phone adds: how it was held, when and where it was taken."""
    picture, exif = Image.new("RGB", size, colour), Image.Exif()
    if turned:
        exif[_ORIENTATION] = 6
    exif.get_ifd(_EXIF)[_TAKEN] = taken
    exif.get_ifd(_PLACE)[1] = "N"
    out = io.BytesIO()
    picture.save(out, form, exif=exif)
    return out.getvalue()
