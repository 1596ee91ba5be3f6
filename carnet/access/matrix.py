"""Who reads what by default: profession × document type (data/matrix.csv).

The cells of the arrêté of 26/10/2023 could not be had: those marked ``proposed`` are ours, and
an operator replaces the file by the annex (docs/rights.md). Only ``sourced`` ones are published.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("data") / "matrix.csv"


@cache
def readable_types(profession: str, specialty: str = "") -> frozenset[str]:
    """Return the type codes that this profession may read; empty for an unknown profession.

    A row for ``profession/specialty`` goes before the one for the profession alone.
    """
    rows = _table()
    named = f"{profession}/{specialty}"
    return rows[named] if named in rows else rows.get(profession, frozenset())


@cache
def readable_array(profession: str, specialty: str = "") -> str:
    """The same as a PostgreSQL array, written once: 130 codes are slow to quote each time."""
    return f"{{{','.join(sorted(readable_types(profession, specialty)))}}}"


@cache
def professions() -> tuple[str, ...]:
    """Return the professions that the matrix has a row for (code, or code/specialty)."""
    return tuple(_table())


@cache
def _table() -> dict[str, frozenset[str]]:
    readable: dict[str, set[str]] = defaultdict(set)
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            readable[row["profession"]].update([row["type"]] if row["can_read"] == "1" else [])
    return {profession: frozenset(types) for profession, types in readable.items()}
