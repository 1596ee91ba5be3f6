"""``carnet enrol``: the insurer's file of insured people, line by line."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any, BinaryIO

from carnet.cli import house

_DONE, _BAD_FILE, _USAGE = 0, 1, 2
_EVERY = 1.0  # seconds between two lines of progress


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "enrol",
        help="take insured people from the insurer's file",
        description="Take insured people from the insurer's CSV file. Good lines are enrolled "
        "and informed by letter or e-mail; bad ones are set aside, with their number and the "
        "reason on standard error. The same file may come again: it changes nothing.",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.csv")
    parser.add_argument(
        "--template", action="store_true", help="print the header and an example line"
    )
    parser.set_defaults(action=enrol)


def enrol(options: argparse.Namespace) -> int:
    """Enrol the file; 0 even when lines were set aside, 1 when the file cannot be read at all."""
    if options.template:
        return _template()
    if options.file is None:
        print("carnet enrol: FILE.csv or --template expected", file=sys.stderr)
        return _USAGE
    try:
        with options.file.open("rb") as file:
            return _in_the_house(file)
    except OSError as problem:
        print(f"carnet enrol: {options.file}: {problem.strerror}", file=sys.stderr)
        return _BAD_FILE


def _template() -> int:
    from carnet.accounts import insured

    print(insured.template(), end="")
    for name, meaning in (insured.REQUIRED | insured.OPTIONAL).items():
        print(f"{name}: {meaning}", file=sys.stderr)
    return _DONE


def _in_the_house(file: BinaryIO) -> int:
    with house.opened():
        return _enrol(file)


def _enrol(file: BinaryIO) -> int:
    from carnet.accounts import actions, insured, letters

    counts: Counter[str] = Counter()
    said = time.monotonic()
    try:
        for outcome in actions.enrol(insured.read(file)):
            counts[outcome.result.value] += 1
            if outcome.reason:
                print(f"line {outcome.number}: {outcome.reason}", file=sys.stderr)
            if time.monotonic() - said > _EVERY:
                said = time.monotonic()
                print(f"{counts.total()} lines…", file=sys.stderr)
    except insured.BadFile as problem:
        print(f"carnet enrol: {problem}", file=sys.stderr)
        return _BAD_FILE
    print(" ".join(f"{result.value}={counts[result.value]}" for result in actions.Result))
    print(f"letters wait in {letters.folder()}", file=sys.stderr)
    return _DONE
