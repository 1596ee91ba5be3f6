"""``carnet letters``: print-ready files of the information letters that wait."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from carnet.cli import house
from carnet.cli.advance import Advance
from carnet.cli.arguments import positive

_DONE, _BUSY, _USAGE = 0, 1, 2


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "letters",
        help="write print-ready letters",
        description="Write the letters that wait into PDF files of some hundreds, each with a "
        "manifest (file, first page, pages, opaque reference). A file is recorded as sent whole "
        "or not at all: after a cut, the same command goes on. Letters hold codes in clear: print "
        "them, then --purge.",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="a folder for letters alone")
    parser.add_argument("--per-file", type=positive, default=500, metavar="N", help="default 500")
    parser.add_argument("--limit", type=positive, metavar="N", help="at most N letters")
    parser.add_argument("--purge", action="store_true", help="delete what was printed, then stop")
    parser.add_argument(
        "--older-than", type=float, default=0.0, metavar="DAYS", help="with --purge (default 0)"
    )
    parser.add_argument(
        "--again", type=Path, metavar="MANIFEST", help="send new codes to those of a lost file"
    )
    parser.set_defaults(action=letters)


def letters(options: argparse.Namespace) -> int:
    """Write, purge or send again."""
    if options.out is None and options.again is None:
        print("carnet letters: --out DIR expected", file=sys.stderr)
        return _USAGE
    with house.opened():
        if options.again:
            return _again(options.again)
        return _purge(options) if options.purge else _write(options)


def _write(options: argparse.Namespace) -> int:
    from carnet.accounts import printing

    waiting = printing.waiting()
    advance = Advance("letters", min(waiting, options.limit or waiting))
    try:
        done = printing.run(
            options.out,
            per_file=options.per_file,
            limit=options.limit,
            tell=lambda so_far: advance.show(so_far.letters),
        )
    except printing.AlreadyPrinting:
        print("carnet letters: another run writes letters", file=sys.stderr)
        return _BUSY
    advance.end()
    _warn(done.unreachable, "without a known address: they wait for the insurer's next file")
    _warn(done.unprintable, "with a sign that cannot be printed: they wait for the next file")
    print(f"letters={done.letters} files={done.files}")
    return _DONE


def _warn(count: int, words: str) -> None:
    if count:
        print(f"{count} people {words}", file=sys.stderr)


def _purge(options: argparse.Namespace) -> int:
    from carnet.accounts import press
    from carnet.base import clock

    count = press.purge(options.out, clock.now() - timedelta(days=options.older_than))
    print(f"purged={count}")
    return _DONE


def _again(manifest: Path) -> int:
    from carnet.accounts import press, printing

    try:
        people = press.references(manifest)
    except (OSError, ValueError) as problem:
        print(f"carnet letters: {manifest}: {problem}", file=sys.stderr)
        return _BUSY
    print(f"waiting={printing.send_again(people)}")
    return _DONE
