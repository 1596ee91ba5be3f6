"""``carnet enrol``: the insurer's file of insured people, of any size."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from carnet.cli import house
from carnet.cli.advance import Advance

if TYPE_CHECKING:
    from carnet.accounts.campaign import Progress

_DONE, _BAD_FILE, _USAGE = 0, 1, 2
_SAID = 20  # bad lines told on standard error; the report has them all


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "enrol",
        help="take insured people from the insurer's file",
        description="Take insured people from the insurer's CSV file: the new, the born, the dead, "
        "changes of identity, of address and of attachment. Good lines proceed; bad ones are set "
        "aside in a report, with their number and the reason. After a cut, the same command goes "
        "on; the same file again changes nothing. Information leaves by carnet work (e-mails) and "
        "carnet letters.",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.csv")
    parser.add_argument(
        "--template", action="store_true", help="print the header and an example line"
    )
    parser.add_argument("--check", action="store_true", help="read everything, write nothing")
    parser.add_argument("--report", type=Path, metavar="CSV", help="where bad lines are told")
    parser.add_argument(
        "--documents", type=Path, metavar="DIR", help="CDA files that lines name (column document)"
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
            return _read(options, file)
    except OSError as problem:
        name = problem.filename or options.file
        print(f"carnet enrol: {name}: {problem.strerror}", file=sys.stderr)
        return _BAD_FILE


def _template() -> int:
    from carnet.accounts import insured

    print(insured.template(), end="")
    for name, meaning in (insured.REQUIRED | insured.OPTIONAL).items():
        print(f"{name}: {meaning}", file=sys.stderr)
    return _DONE


def _read(options: argparse.Namespace, file: BinaryIO) -> int:
    if not file.seekable():
        print("carnet enrol: a file expected, not a pipe: it may be read again", file=sys.stderr)
        return _BAD_FILE
    if options.check:
        house.load_rooms()
        return _told(_check, options, file)
    with house.opened():
        return _told(_enrol, options, file)


def _told(verb: Callable[..., int], options: argparse.Namespace, file: BinaryIO) -> int:
    from carnet.accounts.campaign import AlreadyEnrolling
    from carnet.accounts.insured import BadFile

    try:
        return verb(options, file)
    except BadFile as problem:
        print(f"carnet enrol: {problem}", file=sys.stderr)
    except AlreadyEnrolling:
        print("carnet enrol: another run takes a file; wait for its end", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nInterrupted. The same command goes on from there.", file=sys.stderr)
    return _BAD_FILE


def _check(options: argparse.Namespace, file: BinaryIO) -> int:
    from carnet.accounts import campaign
    from carnet.accounts.reporting import Report

    path = _report_path(options)
    bar = _Bar(file)
    done = campaign.check(file, Report(path, say=_Said()), bar.show)
    bar.end()
    print(f"sound={done.counts['sound']} set-aside={done.counts['set-aside']}")
    _say_report(path)
    return _DONE


def _enrol(options: argparse.Namespace, file: BinaryIO) -> int:
    from carnet.accounts import campaign
    from carnet.accounts.first_documents import Folder
    from carnet.accounts.reporting import Report

    path = _report_path(options)
    documents = Folder(options.documents) if options.documents else None
    bar = _Bar(file)
    done = campaign.run(file, partial(Report, path, say=_Said()), bar.show, documents)
    bar.end()
    names = ("enrolled", "known", "set-aside")
    print(" ".join(f"{name}={done.counts[name]}" for name in names))
    print(f"changed={done.counts['changed']} twice={done.counts['twice']}", file=sys.stderr)
    _say_report(path)
    return _DONE


def _report_path(options: argparse.Namespace) -> Path:
    from django.conf import settings

    given: Path | None = options.report
    return given or Path(settings.DATA) / "enrolment" / f"{options.file.stem}.set-aside.csv"


def _say_report(path: Path) -> None:
    if path.exists():
        print(f"lines set aside: {path}", file=sys.stderr)


class _Said:
    """Tells the first bad lines on standard error."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, line: int, reason: str) -> None:
        self._count += 1
        if self._count <= _SAID:
            print(f"line {line}: {reason}", file=sys.stderr)
        elif self._count == _SAID + 1:
            print("… the others are in the report", file=sys.stderr)


class _Bar:
    """How far the file is read, in bytes; the rate is in lines."""

    def __init__(self, file: BinaryIO) -> None:
        from carnet.accounts import blocks

        self._advance = Advance("bytes", blocks.size(file))
        self._began, self._first = time.monotonic(), -1

    def show(self, progress: Progress) -> None:
        """Draw it."""
        if self._first < 0:
            began_again = progress.went_on
            self._first = progress.lines if began_again else 0
            self._advance.begin(progress.done if began_again else 0)
        rate = (progress.lines - self._first) / max(time.monotonic() - self._began, 1e-3)
        self._advance.show(progress.done, f"{progress.lines:,} lines, {rate:,.0f}/s")

    def end(self) -> None:
        """Leave it."""
        self._advance.end()
