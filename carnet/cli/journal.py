"""``carnet journal``: proves the trace, counts everybody, gives the proof of one person."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from carnet.cli import checking, house
from carnet.cli.arguments import positive


def register(subparsers: Any) -> None:
    """Add the command."""
    journal = subparsers.add_parser("journal", help="prove the trace")
    verbs = journal.add_subparsers(dest="verb", required=True, metavar="VERB")
    verify = verbs.add_parser("verify", help="recompute everything; exit 1 if anything is wrong")
    verify.add_argument("--json", action="store_true", help="answer in JSON")
    verify.set_defaults(action=_verify)
    census = verbs.add_parser(
        "census", help="count everybody's events now (work does it each hour)"
    )
    census.set_defaults(action=_census)
    proof = verbs.add_parser("proof", help="write the proof of one person's events")
    proof.add_argument(
        "--person", required=True, type=positive, metavar="N",
        help="internal number, as « carnet records life » tells it",
    )  # fmt: skip
    proof.add_argument("--out", type=Path, metavar="FILE", help="instead of standard output")
    proof.set_defaults(action=_proof)
    checking.register(verbs)


def _verify(options: argparse.Namespace) -> int:
    with house.opened():
        from carnet.journal.verify import verify
        from carnet.records import audit
        from carnet.sharing import audit as rights

        report, kept, open_to = verify(), audit.check(), rights.check()
        report.problems += kept.problems + open_to.problems
    if options.json:
        found = asdict(report) | {"entries": kept.entries, "people": open_to.people}
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    else:
        waiting = report.events - report.sealed
        counts = f"{report.events} events, {report.sealed} sealed in {report.seals} seals"
        lines = [
            f"{counts}, {max(waiting, 0)} waiting for theirs",
            f"root {report.root}",
            f"{kept.entries} entries compared with what it tells",
            f"who may read compared with what it tells, for {open_to.people} people",
            *report.problems,
            f"{len(report.problems)} problems" if report.problems else "the trace is proven",
        ]
        sys.stdout.write("\n".join(lines) + "\n")
    return 1 if report.problems else 0


def _census(_options: argparse.Namespace) -> int:
    with house.opened():
        from carnet.journal import census

        found = census.take()
    if found is None:
        print("nothing new to count")
        return 0
    print(f"census {found.census_no} at seal {found.seal_no}, {found.tree_size} events")
    print(f"root {bytes(found.root).hex()}")
    return 0


def _proof(options: argparse.Namespace) -> int:
    with house.opened():
        from carnet.journal import operating
        from carnet.journal.material import Broken, NotYet

        try:
            pieces = operating.proof(options.person)
        except (NotYet, Broken) as problem:
            print(f"no proof: {problem}", file=sys.stderr)
            return 1
        if options.out is None:
            sys.stdout.writelines(pieces)
            return 0
        return _kept(options.out, pieces)


def _kept(path: Path, pieces: Iterable[str]) -> int:
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(pieces)
    except OSError as error:
        print(f"{path}: {error.strerror}", file=sys.stderr)
        return 2
    return 0
