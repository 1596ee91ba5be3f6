"""Small documents of every kind, made here; DICOM files come with pydicom itself."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pikepdf
import pydicom
from PIL import Image, ImageDraw

from tests.formats.test_content_files import made_pdf

__all__ = ["HEIC", "dicom", "hostile_pdf", "locked_pdf", "made_pdf", "picture"]

_DICOM = Path(pydicom.__file__).parent / "data" / "test_files"
# A red corner on grey, 64 × 48 pixels turned a quarter: the lock has decoders of HEIC only.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
    "AAAAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAAFYAAgAAAAACOAABAAAAAAAAACQAAAA4aWlu"
    "ZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA"
    "/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA"
    "AAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkA"
    "AAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAA"
    "AAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAA"
    "AA5jZHNjAAIAAQABAAAAgm1kYXQAAABSKAGvE4DlNrf/nh9fx6gHo2amu5IsoX4YB9D1fwbliDcbrANE/GIRRxQ8"
    "/31PTBYPVf/xvOFvDtGhJLyt58ef57sjZBXxUmF4Z7wAloatlfz2QAAAAAZFeGlmAABNTQAqAAAACAABARIAAwAA"
    "AAEABgAAAAAAAA=="
)


def dicom(name: str) -> bytes:
    """One of the files that pydicom ships for its own tests."""
    return (_DICOM / name).read_bytes()


def picture(
    form: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", pages: int = 1
) -> bytes:
    """A picture with a red upper left corner; ``pages`` of them in a TIFF."""
    drawn = Image.new("RGB", size, "white")
    ImageDraw.Draw(drawn).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill="red")
    out = io.BytesIO()
    more = {"save_all": True, "append_images": [drawn] * (pages - 1)} if pages > 1 else {}
    drawn.convert(mode).save(out, form, **more)
    return out.getvalue()


def locked_pdf(password: str = "secret") -> bytes:
    """A PDF that opens with a password; an empty one opens by itself."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made_pdf(1))) as document:
        document.save(out, encryption=pikepdf.Encryption(user=password, owner="owner"))
    return out.getvalue()


def hostile_pdf() -> bytes:
    """Two pages with everything that acts, encloses or leads elsewhere, and a filled field."""
    with pikepdf.open(io.BytesIO(made_pdf(2))) as document:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('MARK')")
        away = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://mark.example/")
        enclosed = _enclosed(document)
        root, page = document.Root, document.pages[0]
        root.OpenAction = script
        root.AA = pikepdf.Dictionary(WC=script)
        root.AF = pikepdf.Array([enclosed])
        root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["MARK", script])),
            EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array(["MARK.exe", enclosed])),
        )
        root.Metadata = document.make_stream(b"<x:xmpmeta>MARK</x:xmpmeta>")
        document.docinfo["/Author"] = "MARK"
        page.obj.AA = pikepdf.Dictionary(O=script)
        page.obj.PieceInfo = pikepdf.Dictionary(MARK=pikepdf.Dictionary(Private="MARK"))
        page.Contents.AF = pikepdf.Array([enclosed])
        _annotate(document, script, away, enclosed)
        out = io.BytesIO()
        document.save(out, compress_streams=False)
    return out.getvalue()


def _enclosed(document: pikepdf.Pdf) -> pikepdf.Object:
    inside = document.make_stream(b"MZ MARK", Type=pikepdf.Name.EmbeddedFile)
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec, F="MARK.exe", EF=pikepdf.Dictionary(F=inside)
        )
    )


def _annotate(
    document: pikepdf.Pdf, script: pikepdf.Object, away: pikepdf.Object, enclosed: pikepdf.Object
) -> None:
    def note(subtype: str, **more: Any) -> pikepdf.Object:
        where = pikepdf.Array([100, 100, 300, 140])
        return document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name(f"/{subtype}"),
                Rect=where,
                F=4,
                **more,
            )
        )

    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="MARK.exe")
    font = document.pages[0].Resources.Font.F1
    look = document.make_stream(
        b"BT /F1 12 Tf 2 12 Td (Champ rempli) Tj ET", Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 200, 40]),
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
    )  # fmt: skip
    field = note(
        "Widget", FT=pikepdf.Name.Tx, T="nom", V="Champ rempli", AA=pikepdf.Dictionary(K=script),
        AP=pikepdf.Dictionary(N=look),
    )  # fmt: skip
    notes = [
        note("Link", A=away), note("Link", A=launch), note("Screen", A=script),
        note("FileAttachment", FS=enclosed), field,
    ]  # fmt: skip
    document.pages[0].obj.Annots = pikepdf.Array(notes)
    document.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([field]), XFA=document.make_stream(b"<xdp>MARK</xdp>")
    )
    item = document.make_indirect(pikepdf.Dictionary(Title="MARK", A=away))
    document.Root.Outlines = document.make_indirect(
        pikepdf.Dictionary(First=item, Last=item, Count=1)
    )
