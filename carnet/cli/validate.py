"""``carnet validate FILE…``: what the deposit door would say of CDA documents, no database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from carnet.formats.cda import validate
from carnet.formats.problems import FormatProblem, Severity


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("validate", help="check CDA documents as the deposit door does")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.set_defaults(action=run)


def run(options: argparse.Namespace) -> int:
    """Print every problem of every file; 1 when one of them would be refused."""
    return max(_check(name) for name in options.files)


def _check(name: str) -> int:
    try:
        problems = validate.check(Path(name).read_bytes())
    except OSError as problem:
        sys.stderr.write(f"{name}: {problem.strerror}\n")
        return 1
    for one in problems:
        sys.stdout.write(f"{name}: {_sentence(one)}\n")
    return int(any(one.severity is Severity.ERROR for one in problems))


def _sentence(problem: FormatProblem) -> str:
    return f"{problem.severity}: {problem}"
