"""A DICOM file described for a page, and one of its images drawn."""

from __future__ import annotations

from PIL import Image
from pydicom.dataset import Dataset

from carnet.formats.dicom import light, report
from carnet.formats.dicom.facts import facts, sort, taken
from carnet.formats.dicom.opening import faults, open_file, value
from carnet.formats.kinds import Kind
from carnet.formats.problems import Unsupported
from carnet.formats.shown_model import Imaging, Problem, Shown, Sort, within


def describe(kind: Kind, data: bytes, first: int, most: int) -> Shown:
    """Everything but pixels; the images from number ``first`` on, ``most`` at once."""
    with faults():
        file = open_file(data)
        found = sort(file)
        imaging = _imaging(file, found)
        if found is Sort.REPORT:
            return Shown(kind, texts=[report.text(file)], imaging=imaging)
        if found is not Sort.IMAGE:
            return Shown(kind, imaging=imaging)
        return _images(kind, file, first, most, imaging)


def _images(kind: Kind, file: Dataset, first: int, most: int, imaging: Imaging) -> Shown:
    total = light.count(file)
    first = within(first, total)
    try:
        light.frame(file, first, "")
    except Unsupported:
        return Shown(kind, Problem.UNKNOWN, imaging=imaging)
    sizes = [light.size(file)] * min(most, total - first + 1)
    return Shown(kind, pages=total, first=first, sizes=sizes, imaging=imaging)


def _imaging(file: Dataset, found: Sort) -> Imaging:
    lights = light.windows(file) if found is Sort.IMAGE else []
    return Imaging(found, value(file, "Modality"), taken(file), facts(file, found), lights)


def count(data: bytes) -> int:
    """Number of images; none in a file of another sort."""
    with faults():
        file = open_file(data)
        return light.count(file) if sort(file) is Sort.IMAGE else 0


def draw(data: bytes, number: int, window: str) -> Image.Image:
    """Image ``number`` under a light (``light.windows``); `FormatProblem` when there is none."""
    with faults():
        return light.frame(open_file(data), number, window)


def inside(data: bytes) -> bytes:
    """The file that a DICOM file wraps (PS3.3, A.45); empty when it wraps none."""
    with faults():
        found = open_file(data).get("EncapsulatedDocument")
        return found if isinstance(found, bytes) else b""
