"""Images of DICOM as the eye sees them: windows, inverted light, colours, what is drawn over."""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut, apply_voi
from pydicom.pixels.utils import pixel_array

from carnet.formats.dicom.opening import items, value
from carnet.formats.picture import MAX_DRAWN, MAX_SIDE
from carnet.formats.problems import FormatProblem, TooCostly, Unsupported
from carnet.formats.shown_model import Window

MIN_SIDE = 512  # a small image is drawn larger: sixty-four pixels are a stamp on a screen
# Usual lights of a scanner, in Hounsfield units: centre and width.
PRESETS = {"os": (400.0, 1800.0), "poumon": (-600.0, 1500.0), "tissus": (50.0, 400.0)}
_Array = np.ndarray[Any, Any]


def count(file: Dataset) -> int:
    """Number of images in the file."""
    words = value(file, "NumberOfFrames")
    return max(1, int(words)) if words.isdigit() else 1


def size(file: Dataset) -> tuple[int, int]:
    """Width and height as drawn."""
    width, height = int(file.Columns), int(file.Rows)
    if min(width, height) < 1:
        raise FormatProblem("/Rows", "an image with lines and columns", f"{width} × {height}")
    longest = max(width, height)
    ratio = min(MAX_SIDE / longest, max(1, -(-MIN_SIDE // longest)))
    return max(1, round(width * ratio)), max(1, round(height * ratio))


def windows(file: Dataset) -> list[Window]:
    """The file's own lights, then for a scanner the three usual ones; none where light is fixed."""
    if not value(file, "PhotometricInterpretation").startswith("MONOCHROME"):
        return []
    labels = value(_lit(file, 1), "WindowCenterWidthExplanation").split(", ")
    own = [
        Window(str(number), labels[number - 1] if len(labels) >= number else "")
        for number in range(1, len(_own(file, 1)) + 1)
    ]
    return own + ([Window(name) for name in PRESETS] if value(file, "Modality") == "CT" else [])


def frame(file: Dataset, number: int, window: str) -> Image.Image:
    """Image ``number`` (from 1) under a light: one of ``windows``, or "" for the first."""
    if not 1 <= number <= count(file):
        raise FormatProblem("/", f"an image from 1 to {count(file)}", str(number))
    _affordable(file)
    file.NumberOfFrames = count(file)  # as read: some files write what is no number
    pixels = _pixels(file, number)
    step = max(1, max(pixels.shape[:2]) // MAX_SIDE)
    pixels = _overlaid(file, pixels)[::step, ::step]
    lit = _coloured(pixels) if pixels.ndim > 2 else _lighted(file, pixels, number, window)  # noqa: PLR2004
    return Image.fromarray(lit).resize(size(file), Image.Resampling.BICUBIC)


def _pixels(file: Dataset, number: int) -> _Array:
    """As stored; JPEG of 12 bits (extended) has no decoder in the lock."""
    try:
        return pixel_array(file, index=number - 1)
    except (NotImplementedError, RuntimeError) as problem:
        name = file.file_meta.TransferSyntaxUID.name
        raise Unsupported("/", "a compression that the house reads", name) from problem


def _affordable(file: Dataset) -> None:
    cost = int(file.Rows) * int(file.Columns) * int(file.get("SamplesPerPixel") or 1)
    cost *= max(1, int(file.BitsAllocated) // 8)
    if cost > MAX_DRAWN // 2:
        raise TooCostly("/", f"at most {MAX_DRAWN // 2} bytes an image", f"{cost}")


def _coloured(pixels: _Array) -> _Array:
    return pixels if pixels.dtype == np.uint8 else _spread(pixels, 0, np.iinfo(np.uint16).max)


def _spread(values: _Array, low: float, high: float) -> _Array:
    """What is at ``low`` or below in black, at ``high`` or above in white."""
    wide = np.asarray(values, dtype=np.float32)
    shares = (wide - np.float32(low)) / np.float32(max(high - low, 1e-6))
    lit: _Array = (np.clip(shares, 0, 1) * 255).astype(np.uint8)
    return lit


def _lighted(file: Dataset, pixels: _Array, number: int, window: str) -> _Array:
    kind = value(file, "PhotometricInterpretation")
    if kind == "PALETTE COLOR":
        return _coloured(apply_color_lut(pixels, file))
    values = apply_modality_lut(pixels, _transformed(file, number))
    chosen = _window(file, number, window)
    if chosen is None and "VOILUTSequence" in file:
        values = apply_voi(values, file)
    lit = _spread(values, *(chosen or _range(values)))
    return 255 - lit if kind == "MONOCHROME1" else lit


def _range(values: _Array) -> tuple[float, float]:
    """From the darkest to the lightest, but for the odd pixel."""
    low, high = np.percentile(values, (0.5, 99.5))
    return (float(low), float(high)) if high > low else (float(values.min()), float(values.max()))


def _window(file: Dataset, number: int, window: str) -> tuple[float, float] | None:
    own = _own(file, number)
    if window in PRESETS:
        centre, width = PRESETS[window]
    elif window.isdigit() and 1 <= int(window) <= len(own):
        centre, width = own[int(window) - 1]
    elif own and not window:
        centre, width = own[0]
    elif window:
        raise FormatProblem("/", "a window of this image", window)
    else:
        return None
    return centre - width / 2, centre + width / 2


def _own(file: Dataset, number: int) -> list[tuple[float, float]]:
    """Centre and width of the windows that the file gives for an image."""
    lit = _lit(file, number)
    centres, widths = value(lit, "WindowCenter"), value(lit, "WindowWidth")
    pairs = zip(centres.split(", "), widths.split(", "), strict=False)
    return [(float(centre), float(width)) for centre, width in pairs if centre and width]


def _lit(file: Dataset, number: int) -> Dataset:
    """What holds the windows: the file, or in an enhanced one the groups of that image."""
    return _group(file, number, "FrameVOILUTSequence") or file


def _transformed(file: Dataset, number: int) -> Dataset:
    return _group(file, number, "PixelValueTransformationSequence") or file


def _group(file: Dataset, number: int, keyword: str) -> Dataset | None:
    """An item of the functional groups of one image, or of all (PS3.3, C.7.6.16)."""
    own = items(file, "PerFrameFunctionalGroupsSequence")[number - 1 : number]
    for groups in (*own, *items(file, "SharedFunctionalGroupsSequence")):
        for item in items(groups, keyword):
            return item
    return None


def _overlaid(file: Dataset, pixels: _Array) -> _Array:
    """With the lines that the file draws over its image, in its lightest shade (PS3.3, C.9)."""
    for group in range(0x6000, 0x6020, 2):
        if (group, 0x3000) in file and pixels.ndim == 2:  # noqa: PLR2004
            drawn = file.overlay_array(group)
            if drawn.shape == pixels.shape:
                pixels = np.where(drawn > 0, pixels.max(), pixels)
    return pixels
