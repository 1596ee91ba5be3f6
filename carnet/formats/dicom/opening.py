"""Open hostile bytes as a DICOM data set; pydicom is loaded here, in a child, and nowhere else."""

from __future__ import annotations

import io
import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pydicom import config, dcmread
from pydicom.dataset import Dataset, FileDataset
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.multival import MultiValue
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from carnet.formats.problems import FormatProblem
from carnet.formats.text import tidy

LONGEST = 300  # characters of one value
logging.getLogger("pydicom").setLevel(logging.CRITICAL)  # it quotes the documents it reads
config.convert_wrong_length_to_UN = True
config.settings.reading_validation_mode = config.IGNORE  # a wrong date must not hide an image
_FAULTS = (
    AttributeError, BytesLengthException, EOFError, InvalidDicomError, LookupError, OSError,
    RuntimeError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


@contextmanager
def faults() -> Iterator[None]:
    """Whatever pydicom says of broken bytes is one refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except FormatProblem:
        raise
    except _FAULTS as problem:
        said = f"{type(problem).__name__}: {problem}"[:100]
        raise FormatProblem("/", "a readable DICOM file", said) from problem


def open_file(data: bytes) -> FileDataset:
    """The data set of a file, with its header or without."""
    bare = data[128:132] != b"DICM"
    start = 1 if bare and data.startswith(b" ") else 0  # cut out of another a byte too early
    found = dcmread(io.BytesIO(data[start:] if start else data), force=True)
    if not found.keys():
        raise FormatProblem("/", "a DICOM file that holds something", "an empty one")
    if "TransferSyntaxUID" not in found.file_meta:
        found.file_meta.TransferSyntaxUID = _encoding(found)
    return found


def _encoding(found: FileDataset) -> UID:
    implicit, little = found.original_encoding
    if implicit:
        return ImplicitVRLittleEndian
    return ExplicitVRLittleEndian if little else ExplicitVRBigEndian


def value(within: Dataset, keyword: str) -> str:
    """The text of an element, several values joined by commas; "" where there is none."""
    try:
        found = within.get(keyword)
    except _FAULTS:  # values are only read now
        return ""
    if found is None or isinstance(found, bytes):
        return ""
    several = found if isinstance(found, MultiValue) else [found]
    said = ", ".join(filter(None, (str(one).strip() for one in several)))
    return tidy(said)[:LONGEST]


def items(within: Dataset, keyword: str) -> list[Dataset]:
    """The items of a sequence; none where it is absent or broken."""
    try:
        found = within.get(keyword)
    except _FAULTS:
        return []
    return [one for one in found or [] if isinstance(one, Dataset)]
