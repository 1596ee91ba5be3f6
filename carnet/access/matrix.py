"""Who reads what by default: profession × document type.

Matrix 0 ships (data/matrix.csv). The cells of the arrêté of 26/10/2023 could not be had: those
marked ``proposed`` are ours, only ``sourced`` ones are published. An operator imports the annex
(carnet.access.importing): each import is a file of the data folder, numbered, valid from a day on.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from carnet.base.files import data_folder

FILE = Path(__file__).with_name("data") / "matrix.csv"
FOLDER = "policy"  # of the data folder
_NAME = re.compile(r"matrix-(\d+)-(\d{4}-\d\d-\d\d)\.csv")


class Import(NamedTuple):
    """One matrix that an operator imported."""

    number: int
    valid_from: date
    path: Path


def in_force(day: date) -> int:
    """The number of the matrix of a day: the latest import among those that have begun, else 0."""
    return max((one.number for one in imports() if one.valid_from <= day), default=0)


def imports() -> tuple[Import, ...]:
    """All imports, by number; a new one is seen at once by every process."""
    folder = data_folder(FOLDER)
    try:
        return _imports(folder, folder.stat().st_mtime_ns)
    except FileNotFoundError:
        return ()


def file(number: int) -> Path | None:
    """The CSV of one matrix; None when there is no such import."""
    if number == 0:
        return FILE
    return next((one.path for one in imports() if one.number == number), None)


@cache
def readable_types(profession: str, specialty: str = "", number: int = 0) -> frozenset[str]:
    """Return the type codes that this profession may read; empty for an unknown profession.

    A row for ``profession/specialty`` goes before the one for the profession alone.
    """
    rows = _table(number)
    named = f"{profession}/{specialty}"
    return rows[named] if named in rows else rows.get(profession, frozenset())


@cache
def readable_array(profession: str, specialty: str = "", number: int = 0) -> str:
    """The same as a PostgreSQL array, written once: 130 codes are slow to quote each time."""
    return f"{{{','.join(sorted(readable_types(profession, specialty, number)))}}}"


@cache
def professions(number: int = 0) -> tuple[str, ...]:
    """Return the professions that the matrix has a row for (code, or code/specialty)."""
    return tuple(_table(number))


def forget() -> None:
    """Forget all that was read: another data folder holds other imports."""
    for known in (readable_types, readable_array, professions, _table, _imports):
        known.cache_clear()


@cache
def _table(number: int) -> dict[str, frozenset[str]]:
    """An import that is not there lets nobody read anything."""
    readable: dict[str, set[str]] = defaultdict(set)
    path = file(number)
    if path is None:
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            readable[row["profession"]].update([row["type"]] if row["can_read"] == "1" else [])
    return {profession: frozenset(types) for profession, types in readable.items()}


@lru_cache(8)  # keyed on the moment at which the folder changed
def _imports(folder: Path, changed: int) -> tuple[Import, ...]:
    named = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    found = (
        Import(int(name[1]), date.fromisoformat(name[2]), path) for name, path in named if name
    )
    return tuple(sorted(found))
