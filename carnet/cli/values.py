"""``carnet values FILE…``: the values that CDA documents give, one JSON line each, no database.

Each line names its file, the line in the file and the XPath of the entry that says it. Exit code 1
when a file could not be read, which is said on standard error; the others are read all the same. A
document without values is no error and gives no line.
"""

from __future__ import annotations

import argparse

from carnet.cli import lines
from carnet.formats.cda import values
from carnet.formats.cda.values_model import Value


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("values", help="print the values that CDA documents give")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.set_defaults(action=run)


def run(options: argparse.Namespace) -> int:
    """Print a line for each value, name what is wrong in documents that cannot be read."""
    return lines.tell(options.files, lambda data: map(line, values.read(data)))


def line(value: Value) -> lines.Line:
    """A value under its public names; what the document does not say is null, or an empty list."""
    return {
        "line": value.row or None,
        "path": value.line,
        "alsoAt": value.lines,
        "section": value.section,
        "kind": value.kind,
        "name": value.name,
        "code": value.code or None,
        "codeSystem": value.code_system or None,
        "value": value.value or None,
        "number": value.number or None,
        "unit": value.unit or None,
        "comparator": value.comparator or None,
        "bound": value.bound or None,
        "same": value.same,
        "usual": {
            "low": value.low or None,
            "high": value.high or None,
            "text": value.usual_text or None,
        },
        "level": value.level or None,
        "when": value.when or None,
        "until": value.until or None,
        "status": value.status or None,
        "negated": value.negated,
        "detail": value.detail,
        "doubts": value.doubts,
        "specimen": value.specimen or None,
        "method": value.method or None,
        "comment": value.comment or None,
    }
