"""``python -m bench [name…]``: measures, prints a table, writes ``var/bench.csv``."""

from __future__ import annotations

import argparse
import csv
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import house, steadiness
from bench.result import Result
from bench.sizes import SIZES

# In this order: the last ones fill the database.
BENCHES = (
    "decide", "vault", "journal", "growth", "outbox", "deposit", "timeline", "visibility",
    "rendering", "search", "indexing", "export", "activation", "enrolment", "letters", "matricule",
)  # fmt: skip
COLUMNS = ("name", "rate", "p50_ms", "p99_ms", "floor_rate", "ratio")
OUTPUT = Path("var/bench.csv")


def main() -> int:
    """Run the benches asked for, all of them by default."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHES))
    for size in ("people", "letters", "index", "events"):
        parser.add_argument(f"--{size}", type=int, default=getattr(SIZES, size))
    options = parser.parse_args()
    names = options.names or BENCHES
    SIZES.people, SIZES.letters = options.people, options.letters
    SIZES.index, SIZES.events = options.index, options.events
    lines = []
    print(_machine())
    print(f"{'':58}{'rate':>10}{'p50 ms':>9}{'p99 ms':>9}{'floor':>10}{'ratio':>7}")
    with house.opened():
        for result in _measured(names):
            lines.append(_line(result))
            print(_shown(result), flush=True)
    OUTPUT.parent.mkdir(exist_ok=True)
    with OUTPUT.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(lines)
    return 0


def _machine() -> str:
    loads = " ".join(f"{load:.1f}" for load in os.getloadavg())
    return f"{os.cpu_count()} cores, load average at start {loads}\n{steadiness.told()}"


def _measured(names: tuple[str, ...]) -> Iterator[Result]:
    for name in names:
        if importlib.util.find_spec(f"bench.{name}") is None:
            print(f"{name}: no such bench", file=sys.stderr)
            continue
        yield from importlib.import_module(f"bench.{name}").measure()


def _line(result: Result) -> list[str]:
    ratio = f"{result.rate / result.floor_rate:.3f}" if result.floor_rate else ""
    floor = f"{result.floor_rate:.1f}" if result.floor_rate else ""
    rate = f"{result.rate:.1f}" if result.rate >= 10 else f"{result.rate:.3f}"  # noqa: PLR2004
    return [result.name, rate, f"{result.p50_ms:.4g}", f"{result.p99_ms:.4g}",
            floor, ratio]  # fmt: skip


def _shown(result: Result) -> str:
    name, rate, p50, p99, floor, ratio = _line(result)
    return f"{name:58}{rate:>10}{p50:>9}{p99:>9}{floor:>10}{ratio:>7}"


if __name__ == "__main__":
    sys.exit(main())
