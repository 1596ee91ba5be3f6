"""Pictures re-drawn for a page: what was hidden in the file stays behind."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import cast

from PIL import Image, ImageOps

from carnet.formats.problems import FormatProblem, TooCostly

MAX_SIDE = 1600
MAX_DRAWN = 160_000_000  # bytes of one picture in memory, once decoded
MAX_JPEG = 250_000_000  # pixels: these are decoded at an eighth of their size when need be
_FORMATS = ["JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP"]
_PAGED = {"TIFF", "HEIF"}  # the other kinds hold one picture, or the same one in motion
_TURNED = range(5, 9)  # orientations of EXIF that exchange width and height
_EXIF_ORIENTATION, _EXIF_CHANGED, _EXIF_MORE, _EXIF_TAKEN = 0x0112, 0x0132, 0x8769, 0x9003
_ONE_BYTE = {"1", "L", "P"}
_SEEN_THROUGH = {"LA", "PA", "RGBA"}
_FAULTS = (OSError, EOFError, ValueError, SyntaxError, TypeError, KeyError, RuntimeError)
# Pillow warns from here on and refuses twice as many: our own bounds, by bytes, come first.
Image.MAX_IMAGE_PIXELS = MAX_JPEG


@contextmanager
def _faults() -> Iterator[None]:
    """Whatever a decoder says of broken bytes is one refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as problem:
        raise TooCostly("/", "a picture of reasonable size", str(problem)[:100]) from problem
    except _FAULTS as problem:
        if isinstance(problem, FormatProblem):
            raise
        raise FormatProblem("/", "a readable picture", str(problem)[:100]) from problem


def _open(data: bytes, page: int) -> Image.Image:
    picture = Image.open(io.BytesIO(data), formats=_formats(data))
    if page != 1:
        _at(picture, page)
    return picture


def _at(picture: Image.Image, page: int) -> None:
    if not 1 <= page <= _count(picture):
        raise FormatProblem("/", f"a page from 1 to {_count(picture)}", str(page))
    picture.seek(page - 1)


def _formats(data: bytes) -> list[str]:
    """HEIC has a decoder of its own, loaded when one comes."""
    if data[4:8] != b"ftyp":
        return _FORMATS
    from pi_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    return ["HEIF"]


def _count(picture: Image.Image) -> int:
    return int(getattr(picture, "n_frames", 1)) if picture.format in _PAGED else 1


def _size(picture: Image.Image) -> tuple[int, int]:
    """Width and height as shown: upright, no side beyond `MAX_SIDE`."""
    width, height = picture.size
    if picture.getexif().get(_EXIF_ORIENTATION) in _TURNED:
        width, height = height, width
    ratio = min(1.0, MAX_SIDE / max(width, height))
    return max(1, round(width * ratio)), max(1, round(height * ratio))


def measure(data: bytes) -> tuple[int, int, int]:
    """Width and height as shown, and number of pages (TIFF may hold several)."""
    with _faults():
        picture = _open(data, 1)
        return *_size(picture), _count(picture)


def taken(data: bytes) -> list[str]:
    """The days when it was taken, and changed, as the camera wrote them; "" where it did not."""
    with suppress(FormatProblem), _faults():
        known = _open(data, 1).getexif()
        days = known.get_ifd(_EXIF_MORE).get(_EXIF_TAKEN), known.get(_EXIF_CHANGED)
        return [str(day or "")[:10] for day in days]
    return []


def sizes(data: bytes, first: int, most: int) -> list[tuple[int, int]]:
    """Width and height as shown of ``most`` pages from number ``first`` on."""
    found = []
    with _faults():
        picture = _open(data, first)
        for page in range(first, min(first + most, _count(picture) + 1)):
            _at(picture, page)
            found.append(_size(picture))
    return found


def pages(data: bytes, page: int, form: str = "WEBP") -> bytes:
    """Page `page` (from 1) as WebP or PNG of at most `MAX_SIDE` pixels a side."""
    with _faults():
        return drawn(draw(data, page), form)


def draw(data: bytes, page: int, side: int = MAX_SIDE) -> Image.Image:
    """Page `page` upright, in grey or colours, on white; its file's other data left behind.

    No side is longer than `side` pixels.
    """
    with _faults():
        picture = _open(data, page)
        _affordable(picture)
        picture.draft(None, (side, side))  # a JPEG decoded smaller costs less
        plain = _plain(picture)
        plain.thumbnail((side, side))
        return ImageOps.exif_transpose(plain)


def _affordable(picture: Image.Image) -> None:
    pixels = picture.width * picture.height
    if picture.format == "JPEG":  # a progressive one is held whole before it is drawn
        cost = pixels * 6 if "progressive" in picture.info else 0
    else:
        cost = pixels * (2 if picture.mode in _ONE_BYTE else 4)
    if pixels > MAX_JPEG or cost > MAX_DRAWN:
        raise TooCostly("/", f"at most {MAX_DRAWN} bytes once decoded", f"{picture.size}")


def _plain(picture: Image.Image) -> Image.Image:
    """The picture in a mode that shrinks well: grey or RGB; what is transparent is on white."""
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode.startswith(("I", "F")):
        return _grey(picture)
    if picture.mode in _SEEN_THROUGH or "transparency" in picture.info:
        return _on_white(picture.convert("RGBA"))
    return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")


def _grey(picture: Image.Image) -> Image.Image:
    """More than 256 shades, spread from the darkest to the lightest."""
    wide = picture.convert("F")
    low, high = cast("tuple[float, float]", wide.getextrema())
    scale = 255 / ((high - low) or 1)
    return wide.point(lambda shade: shade * scale - low * scale).convert("L")


def _on_white(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGB", picture.size, "white")  # black lines must not vanish in the dark
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def drawn(picture: Image.Image, form: str) -> bytes:
    """The picture in a file of ours."""
    out = io.BytesIO()
    bare(picture).save(out, form, quality=82, method=2)
    return out.getvalue()


def bare(picture: Image.Image) -> Image.Image:
    """Its pixels alone: Pillow carries what it read of a file over to what it writes."""
    return Image.frombytes(picture.mode, picture.size, picture.tobytes())
