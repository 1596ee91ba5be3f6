"""Files that documents carry: seen, read, drawn, never trusted."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from carnet.formats import pdf, rtf
from carnet.formats.cda import content
from carnet.formats.problems import FormatProblem
from tests.formats import cda_samples as samples


def made_pdf(pages: int = 2) -> bytes:
    """A PDF of blank pages and of one word, written by hand."""
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(pages))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>"]
    font = "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    for n in range(pages):
        stream = f"BT /F1 24 Tf 72 700 Td (Bonjour {n + 1}) Tj ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {4 + 2 * n} 0 R{font}>>",
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        ]
    out = "%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{text}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return (out + end + trailer).encode()


def carried(media_type: str, data: bytes) -> bytes:
    return samples.file(media_type, base64.b64encode(data).decode())


def test_pdf() -> None:
    document = carried("application/pdf", made_pdf())
    read = content.read(document)
    file = read.attachments[0]
    assert (file.kind, file.pages, read.body) == ("pdf", 2, [1])
    assert file.text == "Bonjour 1\fBonjour 2"
    assert content.attachment(document, 1) == ("application/pdf", made_pdf())
    with Image.open(io.BytesIO(content.attachment_page(document, 1, 2))) as picture:
        assert (picture.format, picture.size) == ("WEBP", (file.width, file.height))


def test_a_pdf_that_counts_pages_it_has_not_says_its_words_only() -> None:
    assert pdf.text(made_pdf().replace(b"/Count 2", b"/Count 99999")) == "Bonjour 1"


@pytest.mark.parametrize("page", [0, 3, -1])
def test_pdf_page_out_of_range(page: int) -> None:
    with pytest.raises(FormatProblem):
        pdf.pages(made_pdf(), page)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 broken", b"GIF89a"])
def test_broken_pdf(data: bytes) -> None:
    for verb in (pdf.count, pdf.text, pdf.look):
        with pytest.raises(FormatProblem):
            verb(data)


def test_broken_pdf_is_said_and_still_given() -> None:
    read = content.read(carried("application/pdf", b"%PDF-1.4 broken"))
    assert read.attachments[0].kind == "other"
    assert read.attachments[0].problem


def test_image_is_drawn_again() -> None:
    out = io.BytesIO()
    Image.new("RGB", (3000, 1000), "red").save(out, "JPEG")
    document = carried("image/jpeg", out.getvalue())
    file = content.read(document).attachments[0]
    with Image.open(io.BytesIO(content.attachment_page(document, 1, 1))) as picture:
        assert (
            (picture.format, picture.size)
            == ("WEBP", (1600, 533))
            == ("WEBP", (file.width, file.height))
        )


def test_tiff_of_two_pages() -> None:
    out = io.BytesIO()
    frames = [Image.new("L", (10, 20), shade) for shade in (0, 255)]
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    document = carried("image/tiff", out.getvalue())
    assert content.read(document).attachments[0].pages == 2
    assert content.attachment_page(document, 1, 2)


@pytest.mark.parametrize(
    ("media_type", "data", "expected"),
    [
        ("text/plain", "Fièvre".encode(), "Fièvre"),
        ("text/plain", "Fièvre".encode("cp1252"), "Fièvre"),
        ("text/rtf", rb"{\rtf1\ansi Fi\'e8vre\par 39}", "Fièvre\n39"),
    ],
)
def test_text(media_type: str, data: bytes, expected: str) -> None:
    file = content.read(carried(media_type, data)).attachments[0]
    assert (file.kind, file.text) == ("text", expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}{\info{\author X}}Bon{\b jour}}", "Bonjour"),
        (rb"{\rtf1 a\u8364?b\u-10179?\u-8704?}", "a€b\U0001f600"),
        (rb"{\rtf1 {\*\secret cach}vu\{\}\\}", "vu{}\\"),
        (rb"{\rtf1 a\tab b\line c}", "a\tb\nc"),
        (rb"}}}{{{\u", ""),
    ],
)
def test_rtf(source: bytes, expected: str) -> None:
    assert rtf.text(source) == expected


def test_broken_base64() -> None:
    document = samples.file("application/pdf", "***")
    assert content.read(document).attachments[0].problem
    with pytest.raises(FormatProblem):
        content.attachment(document, 1)


@pytest.mark.parametrize("number", [0, 2])
def test_file_that_is_not_there(number: int) -> None:
    with pytest.raises(FormatProblem):
        content.attachment(carried("text/plain", b"x"), number)
