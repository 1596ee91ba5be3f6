"""The documents that the ANS publishes, read in place where their folder is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from carnet.formats import kinds

_CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def clinical() -> list[bytes]:
    """The clinical ones, the smallest first; none where the folder is not there."""
    read = (path.read_bytes() for path in _CORPUS.glob("cda_fr/**/*.xml"))
    return sorted((data for data in read if kinds.kind(data) in kinds.CLINICAL), key=len)


def others() -> Iterator[bytes]:
    """PDF, pictures and images of DICOM."""
    return (path.read_bytes() for path in _CORPUS.glob("pdf_dicom/*/*"))
