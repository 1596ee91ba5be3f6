"""``python -m campaigns.mutate --rounds N``: last line ``N tried, 0 errors, 0 hangs``."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter
from pathlib import Path

from campaigns import house
from campaigns.mutate.rounds import Round

_LEAST = 100  # rounds between two lines of progress


def main() -> int:
    """Try so many mutants. Exit 0 only without an error and without a hang."""
    options = _options()
    numbers = options.round or range(options.rounds)
    logging.disable(logging.CRITICAL)  # Django tells each refused form on standard error
    errors = hangs = taken = 0
    doors: Counter[str] = Counter()
    with house.opened("mutate"):
        from django.core.management import call_command

        from campaigns.mutate import rounds, sources

        call_command("collectstatic", verbosity=0, interactive=False)  # pages name these files
        known, start = sources.every(), time.monotonic()
        print(f"{len(known)} documents to mutate", file=sys.stderr)
        slowest = (0.0, "")
        for done, one in enumerate(rounds.play(numbers, options.seed, known, options.seconds), 1):
            errors, hangs = errors + bool(one.watch.errors), hangs + bool(one.watch.hangs)
            taken += one.taken
            doors["upload" if one.mutant.upload else "fhir"] += 1
            slowest = max(slowest, one.watch.slowest)
            _tell(one, options)
            _progress(done, len(numbers), time.monotonic() - start)
    print(f"{dict(doors)}, {taken} taken, slowest call {slowest[0]:.1f} s: {slowest[1]}",
          file=sys.stderr)  # fmt: skip
    print(f"{len(numbers)} tried, {errors} errors, {hangs} hangs")
    return int(bool(errors or hangs))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="campaigns.mutate", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--round", type=int, action="append", help="play only this one again")
    parser.add_argument("--seconds", type=float, default=15.0, help="beyond, a call hangs")
    parser.add_argument("--keep", type=Path, help="folder for the mutants that went wrong")
    return parser.parse_args()


def _tell(one: Round, options: argparse.Namespace) -> None:
    wrong = [*one.watch.errors, *one.watch.hangs]
    if not wrong:
        return
    again = f"--seed {options.seed} --round {one.number}"
    print(f"{again}: {one.mutant.name} ({one.mutant.done})", file=sys.stderr)
    for words in dict.fromkeys(wrong):
        print(f"    {words}", file=sys.stderr)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        (options.keep / f"{options.seed}-{one.number}").write_bytes(one.mutant.data)


def _progress(done: int, of: int, lasted: float) -> None:
    if done % _LEAST == 0:
        print(f"{done} of {of}, {60 * done / lasted:.0f} a minute", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
