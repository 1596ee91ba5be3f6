"""``carnet records archive``: the archive of a deceased person, for an ayant droit.

The law gives what is necessary to the purpose only (L1110-4 V CSP): the list first, then the
documents that were chosen, one file each.
"""

from __future__ import annotations

import argparse
import mimetypes
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carnet.records.opened import OpenRecord


def options(parser: argparse.ArgumentParser) -> None:
    """Say what the request must bring."""
    conditions = "causes of the death, memory of the deceased, rights of the one who asks"
    parser.add_argument(
        "--condition", choices=["causes", "memory", "rights"], required=True, help=conditions
    )
    parser.add_argument(
        "--reference", type=_reference, required=True, help="of the request's file; names nobody"
    )
    parser.add_argument("--to", type=Path, help="folder to make for the documents; else list them")
    parser.add_argument(
        "--documents", type=_numbers, default=frozenset(), help="their numbers in the list: 3,7,8"
    )


def hand_over(person_id: int, options: argparse.Namespace) -> None:
    """List the archive, or write the documents that were chosen. Raises Refused."""
    from carnet.records import door
    from carnet.records.life import Condition

    found = door.open_for_heirs(person_id, Condition(options.condition), options.reference)
    if options.to is None:
        _list(found)
    else:
        try:
            options.to.mkdir(mode=0o700, parents=True)
        except OSError as problem:
            sys.exit(f"carnet records: {options.to}: {problem.strerror}")
        for number in sorted(options.documents):
            _write(found, number, options.to)


def _list(found: OpenRecord) -> None:
    after = None
    while True:
        page = found.timeline(after=after, limit=200)
        for entry in page.entries:
            day = f"{entry.service_start:%Y-%m-%d}"
            print(f"{entry.entry_no}\t{day}\t{entry.category}\t{entry.mime_type}\t{entry.size}")
        after = page.next
        if not after:
            return


def _write(found: OpenRecord, number: int, folder: Path) -> None:
    from carnet.records.problems import NotFound, Withheld

    try:
        entry, data = found.document(number, download=True)
    except NotFound:
        print(f"document {number}: not in the archive", file=sys.stderr)
        return
    except Withheld as why:
        print(f"document {number}: {why}", file=sys.stderr)
        return
    path = folder / f"{number}{mimetypes.guess_extension(entry.mime_type) or '.bin'}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    print(path)


def _reference(text: str) -> str:
    """A file's reference: the journal keeps it for ever, so it may be no sentence and no name."""
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9./-]{0,39}", text) or not any(map(str.isdigit, text)):
        raise argparse.ArgumentTypeError("capitals, digits, dots, strokes: 2026-114")
    return text


def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(one) for one in text.split(","))
