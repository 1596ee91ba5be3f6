"""Pictures re-drawn for a page: what was hidden in the file stays behind."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from carnet.formats.problems import FormatProblem

MAX_SIDE = 1600
MAX_PIXELS = 60_000_000
_FORMATS = ["JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP"]


def _open(data: bytes, page: int) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
            picture.seek(page - 1)
    except (OSError, EOFError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise FormatProblem("/", "a readable picture", str(problem)[:100]) from problem
    if picture.width * picture.height > MAX_PIXELS:
        raise FormatProblem("/", f"at most {MAX_PIXELS} pixels", f"{picture.size}")
    return picture


def measure(data: bytes) -> tuple[int, int, int]:
    """Width and height as shown, and number of pages (TIFF may hold several)."""
    picture = _open(data, 1)
    ratio = min(1.0, MAX_SIDE / max(picture.size))
    frames = int(getattr(picture, "n_frames", 1))
    return round(picture.width * ratio), round(picture.height * ratio), frames


def pages(data: bytes, page: int) -> bytes:
    """Page `page` (from 1) as WebP of at most `MAX_SIDE` pixels a side."""
    picture = _open(data, page)
    try:
        turned = ImageOps.exif_transpose(picture)
        turned.thumbnail((MAX_SIDE, MAX_SIDE))
        mode = "RGBA" if "A" in turned.mode or "transparency" in turned.info else "RGB"
        flat = turned.convert(mode)
    except (OSError, ValueError, SyntaxError, EOFError) as problem:
        raise FormatProblem("/", "a readable picture", str(problem)[:100]) from problem
    if mode == "RGBA":
        ground = Image.new("RGB", flat.size, "white")  # black lines must not vanish in the dark
        ground.paste(flat, mask=flat.getchannel("A"))
        flat = ground
    out = io.BytesIO()
    flat.save(out, "WEBP", quality=82, method=2)
    return out.getvalue()
