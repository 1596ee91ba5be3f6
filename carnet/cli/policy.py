"""``carnet policy``: the matrix of reading rights, and any decision taken apart."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from carnet.cli import deciding, house


def register(subparsers: Any) -> None:
    """Add the commands to the command line."""
    policy = subparsers.add_parser("policy", help="who may read what, and why")
    verbs = policy.add_subparsers(dest="verb", required=True, metavar="VERB")
    matrix = verbs.add_parser("matrix", help="profession × type of document; prints what is kept")
    matrix.add_argument("--csv", action="store_true", help="print every cell, with its source")
    matrix.add_argument("--number", type=int, metavar="N", help="of an import, 0 for what ships")
    matrix.add_argument("--import", type=Path, metavar="FILE", dest="file", help="a CSV to keep")
    matrix.add_argument(
        "--from",
        type=date.fromisoformat,
        metavar="DAY",
        dest="day",
        help="valid from, today if not given",
    )
    matrix.set_defaults(action=_matrix)
    deciding.register(verbs)


def _matrix(options: argparse.Namespace) -> int:
    if options.file:
        return _keep(options.file, options.day)
    house.load_rooms()
    from carnet.access import matrix
    from carnet.base import clock

    today = matrix.in_force(clock.today())
    number = today if options.number is None else options.number
    path = matrix.file(number)
    if path is None:
        sys.stderr.write(f"no matrix {number}\n")
        return 1
    if options.csv:
        sys.stdout.write(path.read_text(encoding="utf-8"))
        return 0
    sys.stdout.write("".join(_lines(today)))
    return 0


def _lines(today: int) -> list[str]:
    from carnet.access import matrix

    kept = [
        (0, "ships with Carnet"),
        *((one.number, f"from {one.valid_from}") for one in matrix.imports()),
    ]
    return [
        f"matrix {number}: {said}, {len(matrix.professions(number))} professions"
        f"{', in force' if number == today else ''}\n"
        for number, said in kept
    ]


def _keep(file: Path, day: date | None) -> int:
    with house.opened():
        from carnet.access import importing
        from carnet.access.importing import BadMatrix
        from carnet.base import clock
        from carnet.journal import policies

        today = clock.today()
        try:
            cells = importing.read(file.read_bytes())
            kept = importing.keep(cells, day or today, today)
        except OSError as error:
            sys.stderr.write(f"{file}: {error.strerror}\n")
            return 2
        except BadMatrix as bad:
            sys.stderr.write("".join(f"{said}\n" for said in bad.problems))
            return 1
        policies.told(kept)
    sys.stdout.write(
        f"matrix {kept.number}, from {kept.valid_from}: {kept.path}\n{_summary(cells)}"
    )
    return 0


def _summary(cells: list[Any]) -> str:
    readable = sum(cell.can_read == "1" for cell in cells)
    trades, types = ({getattr(cell, name) for cell in cells} for name in ("profession", "type"))
    absent = len(trades) * len(types) - len(cells)
    said = (
        f"{len(cells)} cells, {readable} may read: {len(trades)} professions × {len(types)} types"
    )
    return f"{said}; {absent} cells absent: they read nothing\n"
