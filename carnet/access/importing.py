"""Checking a matrix given as CSV, and keeping it as the next import of the data folder.

Columns: ``profession`` (code, or code/specialty), ``type``, ``can_read`` (1 or 0); ``status``
(``sourced``, the default, or ``proposed``) and ``source`` (who published it) if given.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from carnet.access import matrix
from carnet.access.matrix import Import
from carnet.base.files import alone, data_folder, replace
from carnet.nomenclature import professions, terms

COLUMNS = ("profession", "type", "can_read", "status", "source")
_NEEDED = COLUMNS[:3]
_SHOWN = 20  # problems named; the others are counted
_LAST = 300  # the journal stores 100 times the number in a smallint


class BadMatrix(Exception):
    """The CSV is no matrix; ``problems`` name each line that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Cell(NamedTuple):
    """One line of a matrix, as it is kept."""

    profession: str
    type: str
    can_read: str
    status: str
    source: str


def read(data: bytes) -> list[Cell]:
    """Read a CSV; raise BadMatrix naming what is wrong, line by line."""
    rows = csv.DictReader(io.StringIO(_text(data), newline=""), restkey="")
    if missing := [name for name in _NEEDED if name not in (rows.fieldnames or [])]:
        raise BadMatrix([f"line 1: no column {', '.join(missing)}"])
    seen: dict[tuple[str, str], int] = {}
    cells, problems = [], []
    for row in rows:
        cell = _cell(row)
        problems += [f"line {rows.line_num}: {said}" for said in _wrong(cell)]
        first = seen.setdefault((cell.profession, cell.type), rows.line_num)
        if first != rows.line_num:
            problems.append(f"line {rows.line_num}: the same cell as line {first}")
        cells.append(cell)
    if not any(cell.can_read == "1" for cell in cells):
        problems.append("no cell lets anybody read anything")
    if problems:
        more = len(problems) - _SHOWN
        raise BadMatrix(problems[:_SHOWN] + ([f"and {more} more"] if more > 0 else []))
    return cells


def keep(cells: list[Cell], valid_from: date, today: date) -> Import:
    """Keep a matrix from a day on, never before today: what was decided stays as it was decided.

    Raises BadMatrix.
    """
    if valid_from < today:
        raise BadMatrix([f"valid from {valid_from}: a matrix does not change the past"])
    folder = data_folder(matrix.FOLDER)
    with alone(folder):  # two imports at the same instant never take one number
        matrix.forget()  # the clock of the folder may not have moved since the last one
        number = max((one.number for one in matrix.imports()), default=0) + 1
        if number > _LAST:
            raise BadMatrix([f"{_LAST} imports: the numbers of a table of rules are used up"])
        path = folder / f"matrix-{number}-{valid_from}.csv"
        replace(path, written(cells).encode())
    return Import(number, valid_from, path)


def written(cells: list[Cell]) -> str:
    """The CSV of these cells, as it is kept."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(cells)
    return out.getvalue()


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadMatrix([f"byte {error.start} is not UTF-8"]) from error
    if "\0" in text:
        raise BadMatrix(["a character nul: this is not a CSV"])
    return text


def _cell(row: dict[str, str | None]) -> Cell:
    value = {name: (row.get(name) or "").strip() for name in COLUMNS}
    value["status"] = value["status"] or "sourced"
    return Cell(**value)


def _wrong(cell: Cell) -> Iterator[str]:
    if professions.trade(cell.profession) is None:
        yield f"unknown profession {cell.profession!r}"
    if terms.document_type(cell.type) is None:
        yield f"unknown type of document {cell.type!r}"
    if cell.can_read not in {"0", "1"}:
        yield f"can_read is 0 or 1, not {cell.can_read!r}"
    if cell.status not in {"sourced", "proposed"}:
        yield f"status is sourced or proposed, not {cell.status!r}"
    if cell.status == "sourced" and not cell.source:
        yield "a sourced cell names its source"
