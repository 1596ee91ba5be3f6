"""``carnet journal verify``: proves the trace, or names what was done to it."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from carnet.cli import house


def register(subparsers: Any) -> None:
    """Add the command."""
    journal = subparsers.add_parser("journal", help="prove the trace")
    verbs = journal.add_subparsers(dest="verb", required=True, metavar="VERB")
    verify = verbs.add_parser("verify", help="recompute everything; exit 1 if anything is wrong")
    verify.add_argument("--json", action="store_true", help="answer in JSON")
    verify.set_defaults(action=_verify)


def _verify(options: argparse.Namespace) -> int:
    with house.opened():
        from carnet.journal.verify import verify
        from carnet.records import audit

        report, kept = verify(), audit.check()
        report.problems += kept.problems
    if options.json:
        sys.stdout.write(
            json.dumps(asdict(report) | {"entries": kept.entries}, ensure_ascii=False) + "\n"
        )
    else:
        waiting = report.events - report.sealed
        counts = f"{report.events} events, {report.sealed} sealed in {report.seals} seals"
        lines = [
            f"{counts}, {max(waiting, 0)} waiting for theirs",
            f"root {report.root}",
            f"{kept.entries} entries compared with what it tells",
            *report.problems,
            f"{len(report.problems)} problems" if report.problems else "the trace is proven",
        ]
        sys.stdout.write("\n".join(lines) + "\n")
    return 1 if report.problems else 0
