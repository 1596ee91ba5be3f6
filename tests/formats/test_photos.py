"""Photographs of a paper made into one PDF."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from carnet.formats import pdf, photos, sandbox
from carnet.formats.problems import FormatProblem
from tests.formats.files import photograph, text_pdf


def pages(data: bytes) -> list[tuple[int, int]]:
    """The size of each page, in points."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return [tuple(round(float(n)) for n in page.mediabox[2:]) for page in document.pages]  # type: ignore[misc]


def test_each_is_a_page_upright() -> None:
    made = photos.assemble(photograph(), [photograph(turned=True)])
    assert pages(made) == [(842, 632), (632, 842)]
    assert pdf.count(made) == 2


def test_the_photograph_is_drawn() -> None:
    made = photos.assemble(photograph("red"), [])
    drawn = Image.open(io.BytesIO(pdf.pages(made, 1))).convert("RGB")
    red, green, blue = drawn.getpixel((drawn.width // 2, drawn.height // 2))  # type: ignore[misc]
    assert (red > 240, green < 15, blue < 15) == (True, True, True)


def test_what_the_camera_added_stays_behind() -> None:
    taken = photograph(taken="2024:03:12 10:00:00")
    assert b"2024:03:12" in taken
    made = photos.assemble(taken, [])
    assert b"2024" not in made
    assert b"Exif" not in made


def test_one_more_goes_after_the_others() -> None:
    begun = photos.assemble(photograph("red"), [])
    made = photos.assemble(begun, [photograph("blue", turned=True)])
    assert pages(made) == [(842, 632), (632, 842)]


@pytest.mark.parametrize("form", ["PNG", "TIFF", "WEBP"])
def test_any_picture_will_do(form: str) -> None:
    assert len(pages(photos.assemble(photograph(form=form), []))) == 1


def test_a_large_one_is_bounded() -> None:
    made = photos.assemble(photograph(size=(6000, 4000)), [])
    with pikepdf.open(io.BytesIO(made)) as document:
        [image] = document.pages[0].get_images().values()
        sides = int(image.Width), int(image.Height)
    assert max(sides) == photos.SIDE


@pytest.mark.parametrize("wrong", [b"", b"hello", b"\xff\xd8\xff cut", text_pdf("x")])
def test_anything_else_is_refused(wrong: bytes) -> None:
    with pytest.raises(FormatProblem):
        photos.assemble(photograph(), [wrong])


def test_in_the_child() -> None:
    several = [photograph() for _ in range(3)]
    assert len(pages(sandbox.call("photos", several[0], several[1:]))) == 3
