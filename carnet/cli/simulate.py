"""``carnet simulate year``: a year of a small nation on a database of its own, counted twice."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from carnet.cli import house
from carnet.cli.advance import Advance
from carnet.cli.arguments import positive

_AGREED, _DIFFERS, _USAGE = 0, 1, 2


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "simulate",
        help="live a year of a small nation, and count it twice",
        description="Live a year of letters, oppositions, activations, births, majorities, "
        "deaths, closings, reopenings and destructions through the actions of the house, on a "
        "throw-away database; then compare the state of each record with an independent count, "
        "and verify the journal. Exit code 0 only if both agree.",
    )
    parser.add_argument("what", choices=["year"])
    parser.add_argument("--people", type=positive, default=1000, metavar="N", help="default 1000")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="default 1")
    parser.set_defaults(action=simulate)


def simulate(options: argparse.Namespace) -> int:
    """Simulate; no message ever leaves the machine."""
    if os.environ.get("PRODUCTION_APPROVED") == "1":
        print("carnet simulate: not beside real people (PRODUCTION_APPROVED)", file=sys.stderr)
        return _USAGE
    with _apart():
        return _year(options.people, options.seed)


@contextlib.contextmanager
def _apart() -> Iterator[Path]:
    """A data folder and an embedded database of their own, dropped afterwards."""
    from carnet.base.embedded import Cluster

    folder = house.data_folder() / "simulation"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    cluster = Cluster(folder / "postgres", durable=False)
    cluster.start()
    os.environ |= {
        "CARNET_DATA": str(folder),
        "CARNET_SECRETS": str(folder / "secrets"),
        "DATABASE_URL": cluster.url,
        "EMAIL_BACKEND": "carnet.demo.mailbox.EmailBackend",
        "SMS_BACKEND": "carnet.demo.sms.Backend",
    }
    try:
        with house.opened():
            yield folder
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _year(people: int, seed: int) -> int:
    from carnet.demo import year
    from carnet.demo.year.plan import YEAR

    advance = Advance("days", YEAR)
    found = year.simulate(people, seed, house.data_folder() / "letters", advance.show)
    advance.end()
    print("counted:", _words(found.counted))
    print("in the database:", _words(found.kept))
    print(f"records that differ: {len(found.differing)}")
    for number, (expected, kept) in found.differing[:20]:
        print(f"  person {number} of the plan: {expected} counted, {kept} kept", file=sys.stderr)
    print(f"journal: {found.events} events, {len(found.problems)} problems")
    for problem in found.problems[:20]:
        print(f"  {problem}", file=sys.stderr)
    return _AGREED if not found.differing and not found.problems else _DIFFERS


def _words(counts: dict[str, int]) -> str:
    return " ".join(f"{state}={number}" for state, number in counts.items())
