"""A PDF to print has nothing active, nothing enclosed, no way elsewhere; none breaks a reader."""

from __future__ import annotations

import contextlib
import io
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from carnet.formats import pdf, sandbox, shown
from carnet.formats.problems import Encrypted, FormatProblem, TooCostly
from carnet.formats.shown_model import Problem
from tests.formats.kind_samples import dicom, hostile_pdf, locked_pdf, made_pdf, picture
from tests.formats.samples import cda

ACTIVE = (
    *(b"MARK", b"JavaScript", b"/JS", b"OpenAction", b"/AA", b"/URI", b"Launch", b"EmbeddedFile"),
    *(b"/XFA", b"AcroForm", b"/Annots", b"Outlines", b"Metadata", b"PieceInfo", b"Filespec"),
)


def bare(data: bytes) -> bytes:
    """Every object of a PDF in plain bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(
            out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )  # fmt: skip
    return out.getvalue()


def test_the_sample_has_all_that_is_to_be_left_behind() -> None:
    assert [mark for mark in ACTIVE if mark not in bare(hostile_pdf())] == []


def test_a_pdf_to_print_keeps_its_pages_and_nothing_that_acts() -> None:
    made = shown.pdf(hostile_pdf())
    assert [mark for mark in ACTIVE if mark in bare(made)] == []
    assert pdf.count(made) == 2
    assert pdf.text(made) == "Bonjour 1\nChamp rempli\fBonjour 2"


def test_what_the_screen_shows_is_what_is_printed() -> None:
    assert pdf.pages(shown.pdf(made_pdf(1)), 1) == pdf.pages(made_pdf(1), 1)
    with pypdfium2.PdfDocument(shown.pdf(hostile_pdf())) as document:
        assert document.get_formtype() == 0


def test_the_same_document_gives_the_same_pdf() -> None:
    assert shown.pdf(hostile_pdf()) == shown.pdf(hostile_pdf())


def test_one_that_its_owner_restricts_is_printed_and_one_that_is_locked_is_not() -> None:
    assert pdf.text(shown.pdf(locked_pdf(""))) == "Bonjour 1"
    for verb in (shown.pdf, pdf.count):
        with pytest.raises(Encrypted):
            verb(locked_pdf())


def test_pictures_become_pages() -> None:
    made = shown.pdf(picture("TIFF", pages=3))
    assert pdf.count(made) == 3
    with Image.open(io.BytesIO(pdf.pages(shown.pdf(picture("PNG", (2000, 100))), 1))) as page:
        assert page.width > 10 * page.height
    assert pdf.count(shown.pdf(dicom("rtdose.dcm"))) == 15


def test_too_many_pictures_make_no_pdf() -> None:
    with pytest.raises(TooCostly):
        shown.pdf(picture("TIFF", (2, 2), pages=61))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"Bonjour", cda().encode(), b"\x00\x01"])
def test_what_has_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(FormatProblem):
        shown.pdf(data)


def endless(depth: int) -> bytes:
    """Objects written one inside another."""
    return made_pdf(1).replace(b"/Contents", b"/A" + b"[" * depth + b"]" * depth + b"/Contents", 1)


def swollen() -> bytes:
    """A page whose kilobytes of drawing are a gigabyte once unpacked."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 0 m " * 100_000) for _ in range(1700)) + packer.flush()
    with pikepdf.open(io.BytesIO(made_pdf(1))) as document:
        page = document.pages[0]
        page.Contents = document.make_stream(b"")
        page.Contents.write(packed, filter=pikepdf.Name.FlateDecode)
        out = io.BytesIO()
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def looping() -> bytes:
    """Pages that are their own parent."""
    return made_pdf(1).replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")


@pytest.mark.parametrize(
    "make", [lambda: endless(20_000), swollen, looping], ids=["deep", "big", "loop"]
)
def test_a_bomb_costs_a_bounded_time_and_the_next_document_is_shown(
    make: Callable[[], bytes],
) -> None:
    data = make()
    start = time.monotonic()
    assert sandbox.show(data).problem in Problem
    for function, *which in (("shown_page", 1), ("shown_pdf",)):
        with contextlib.suppress(FormatProblem):
            assert sandbox.call(function, data, *which)
    assert time.monotonic() - start < 60  # three calls of ten seconds, on a machine at work
    assert sandbox.show(made_pdf(1)).texts == ["Bonjour 1"]


@pytest.mark.parametrize("box", ["0 0 0 0", "0 0 1 90000", "-5 -5 -1 -1", "0 0 1e9 1e9", "a b"])
def test_pages_of_impossible_sizes_are_answered(box: str) -> None:
    data = made_pdf(1).replace(b"0 0 595 842", box.encode())
    found = shown.shown(data)
    assert all(0 < side <= 3000 for size in found.sizes for side in size)
    with contextlib.suppress(FormatProblem):
        assert shown.page(data, 1)


HOSTILE = hostile_pdf()


@settings(deadline=None, max_examples=80)
@given(st.integers(0, len(HOSTILE)), st.integers(0, 80), st.binary(max_size=8))
def test_any_mutation_is_answered(at: int, cut: int, put: bytes) -> None:
    data = HOSTILE[:at] + put + HOSTILE[at + cut :]
    shown.shown(data)
    try:
        made = shown.pdf(data)
    except FormatProblem:
        return
    assert b"JavaScript" not in bare(made)


def test_published_pdf_are_printed_with_their_words(corpus: Path) -> None:
    for path in sorted(corpus.glob("pdf_dicom/from_cda/*.pdf"))[::3]:
        data = path.read_bytes()
        made = shown.pdf(data)
        assert pdf.text(made) == pdf.text(data)
        assert [mark for mark in ACTIVE[1:] if mark in bare(made)] == []
