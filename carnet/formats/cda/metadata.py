"""Reads the header of a CDA document into its XDS metadata (CI-SIS, volet Structuration minimale)."""

from __future__ import annotations

from carnet.formats.cda.model import Metadata
from carnet.formats.problems import FormatProblem


def read(data: bytes) -> Metadata:
    """Read the metadata of one document; FormatProblem when it must be refused."""
    raise FormatProblem("/", "a reader", "none yet")
