"""The cells of a matrix one by one, each with where it comes from: for publication."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from carnet.access import matrix


class Cell(NamedTuple):
    """One type of document for one trade. ``source``: who published it, "" for our proposal."""

    type_code: str
    readable: bool
    source: str


def cells(profession: str, number: int = 0) -> tuple[Cell, ...]:
    """Every cell of one row of a matrix; none for a row that it does not have."""
    path = matrix.file(number)
    return _cells(path, profession) if path else ()


@cache
def _cells(path: Path, profession: str) -> tuple[Cell, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Cell(row["type"], row["can_read"] == "1", _source(row))
            for row in csv.DictReader(file)
            if row["profession"] == profession
        )


def _source(row: dict[str, str]) -> str:
    return row["source"] if row["status"] == "sourced" else ""
