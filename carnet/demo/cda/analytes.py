"""The analytes that laboratories of the demonstration measure, by key."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from carnet.demo.cda.content import Analyte


@cache
def analyte(key: str, sex: str) -> Analyte:
    """The analyte called ``key``, with the reference range of this sex."""
    row, side = _rows()[key], sex.lower()
    return Analyte(
        row["loinc"], row["display"], row["label"], row["unit"], row["shown_unit"],
        _bound(row[f"low_{side}"]), _bound(row[f"high_{side}"]),
        int(row["decimals"]), row["chapter"],
    )  # fmt: skip


def keys() -> tuple[str, ...]:
    """The keys of all analytes, in the order of a report."""
    return tuple(_rows())


@cache
def _rows() -> dict[str, dict[str, str]]:
    lines = Path(__file__).with_name("analytes.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["key"]: row for row in rows}


def _bound(cell: str) -> float | None:
    return float(cell) if cell else None
