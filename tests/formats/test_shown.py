"""Any document is described for its page, or it is said why it is not shown."""

from __future__ import annotations

import io
import zlib
from functools import cache

import pytest
from PIL import Image

from carnet.formats import sandbox, shown
from carnet.formats.kinds import Kind
from carnet.formats.problems import FormatProblem
from carnet.formats.shown_model import Problem, Shown
from tests.formats.kind_samples import HEIC, locked_pdf, made_pdf, picture
from tests.formats.samples import cda, self_presenting


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as drawn:
        drawn.load()
        return drawn


@pytest.mark.parametrize("document", [cda(), self_presenting(cda())])
def test_a_clinical_document_has_its_content(document: str) -> None:
    found = shown.shown(document.encode())
    assert found.content
    assert found.content.header.title == "Compte rendu de consultation"


def test_a_pdf_has_pages_with_their_size_and_words() -> None:
    found = shown.shown(made_pdf(2))
    assert (found.pages, found.sizes, found.texts) == (
        2, [(1100, 1557)] * 2, ["Bonjour 1", "Bonjour 2"],
    )  # fmt: skip
    assert opened(shown.page(made_pdf(2), 2)).size == (1100, 1557)
    assert opened(shown.page(made_pdf(2), 2, "", "PNG")).format == "PNG"


@pytest.mark.parametrize(
    ("asked", "first", "shown_pages"), [(1, 1, 20), (2991, 2991, 10), (0, 1, 20), (9999, 3000, 1)]
)
def test_three_thousand_pages_are_shown_part_by_part(
    long_pdf: bytes, asked: int, first: int, shown_pages: int
) -> None:
    found = shown.shown(long_pdf, asked)
    assert (found.pages, found.first, len(found.sizes)) == (3000, first, shown_pages)
    assert found.texts[0] == f"Bonjour {first}"
    assert opened(shown.page(long_pdf, first))


@pytest.fixture(scope="module")
def long_pdf() -> bytes:
    return made_pdf(3000)


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        *(("JPEG", mode) for mode in ("RGB", "L", "CMYK")),
        *(("PNG", mode) for mode in ("RGB", "RGBA", "P", "1", "LA", "I;16")),
        *(("TIFF", mode) for mode in ("RGB", "1", "CMYK", "F")),
        ("GIF", "P"), ("WEBP", "RGBA"), ("BMP", "RGB"),
    ],
)  # fmt: skip
def test_a_picture_is_drawn_again_whatever_its_colours(form: str, mode: str) -> None:
    data = picture(form, mode=mode)
    assert shown.shown(data).sizes == [(60, 40)]
    drawn = opened(shown.page(data, 1)).convert("L")
    dark, light = drawn.getpixel((5, 5)), drawn.getpixel((55, 35))
    assert isinstance(dark, int | float)
    assert isinstance(light, int | float)
    assert dark + 60 < light


def test_heic_is_drawn_upright() -> None:
    found = shown.shown(HEIC)
    drawn = opened(shown.page(HEIC, 1)).convert("RGB")
    assert (found.kind, found.sizes) == (Kind.HEIC, [drawn.size])
    corners = [drawn.getpixel((x, y)) for x in (4, drawn.width - 5) for y in (4, drawn.height - 5)]
    reds = [one for one in corners if isinstance(one, tuple) and one[0] > 150 > one[1] + 50]
    assert len(reds) == 1


def test_a_tiff_has_its_pages_and_a_picture_in_motion_one() -> None:
    assert shown.shown(picture("TIFF", pages=3)).pages == 3
    assert opened(shown.page(picture("TIFF", pages=3), 3))
    assert shown.shown(picture("GIF", pages=3)).pages == 1


def test_a_photograph_lying_on_its_side_stands_up() -> None:
    out = io.BytesIO()
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (200, 100), "red").save(out, "JPEG", exif=turned)
    assert shown.shown(out.getvalue()).sizes == [(100, 200)]
    assert opened(shown.page(out.getvalue(), 1)).size == (100, 200)


def test_what_hides_in_a_photograph_stays_behind() -> None:
    out = io.BytesIO()
    kept = Image.Exif()
    kept[0x010E] = "MARK"
    Image.new("RGB", (20, 10)).save(out, "JPEG", exif=kept, comment=b"MARK", icc_profile=b"MARK")
    assert b"MARK" in out.getvalue()
    for form in ("WEBP", "PNG"):
        assert b"MARK" not in shown.page(out.getvalue(), 1, "", form)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (rb"{\rtf1\ansi Fi\'e8vre\par 39}", "Fièvre\n39"),
        ("Fièvre\r\nà 39\u00a0°C".encode(), "Fièvre\nà 39\u00a0°C"),
        ("Fièvre".encode("utf-16"), "Fièvre"),
        ("pay\u202eload".encode(), "payload"),
    ],
)
def test_text_is_shown_as_words(data: bytes, expected: str) -> None:
    assert shown.shown(data).texts == [expected]


def test_a_long_text_is_cut_and_says_so() -> None:
    found = shown.shown(b"a " * 150_000)
    assert (len(found.texts[0]), found.cut) == (shown.MAX_TEXT, True)


@cache
def bomb(side: int) -> bytes:
    """A PNG of one colour: a file that asks for two hundred times its size."""
    rows = zlib.compress(b"\0" * (1 + side * 3) * side, 1)
    head = side.to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
        for name, body in chunks
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", Problem.EMPTY),
        (b"\x00" * 50, Problem.EMPTY),
        (b"\x7fELF\x02\x01\x01", Problem.UNKNOWN),
        (b"<html/>", Problem.UNKNOWN),
        (b"%PDF-1.7\n%%EOF", Problem.BROKEN),
        (locked_pdf(), Problem.ENCRYPTED),
        (picture("JPEG")[:200], Problem.BROKEN),
        (picture("JPEG", (900, 900))[:-600], Problem.BROKEN),
        (picture("PNG")[:20], Problem.BROKEN),
        (bomb(9000), Problem.TOO_LARGE),
        (b"GIF89a", Problem.BROKEN),
        (HEIC[:300], Problem.BROKEN),
        (b"<ClinicalDocument/>", Problem.BROKEN),
    ],
)
def test_what_cannot_be_shown_says_why(data: bytes, problem: Problem) -> None:
    assert sandbox.show(data).problem is problem


def test_a_pdf_that_only_its_owner_may_change_is_shown() -> None:
    assert shown.shown(locked_pdf("")).texts == ["Bonjour 1"]


def test_a_picture_that_asks_for_too_much_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(FormatProblem, match="at most"):
        shown.page(bomb(9000), 1)


def test_a_child_says_what_the_function_says() -> None:
    assert sandbox.show(made_pdf(1)) == shown.shown(made_pdf(1))
    assert sandbox.show(b"") == Shown(Kind.EMPTY, Problem.EMPTY)
