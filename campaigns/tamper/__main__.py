"""``python -m campaigns.tamper --rounds N``: the last line says ``N detected of N``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from random import Random

from campaigns import house


def main() -> int:
    """Strike, look, put back, so many times. Exit 0 only if every edit was named."""
    parser = argparse.ArgumentParser(prog="campaigns.tamper", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random = Random(options.seed)
    with house.opened("tamper"):
        from campaigns.tamper import rounds, world

        world.live(random)
        if sound := rounds.look():
            print(f"the untouched house is not sound: {sound[0]}", file=sys.stderr)
            return 1
        missed, struck = rounds.run(options.rounds, random, _tell)
    for words, times in sorted(Counter(struck).items()):
        print(f"{times:>6}  {words}", file=sys.stderr)
    for words in missed[:20]:
        print(f"missed: {words}", file=sys.stderr)
    print(f"{options.rounds - len(missed)} detected of {options.rounds}")
    return 1 if missed else 0


def _tell(done: int, of: int) -> None:
    if done % 100 == 0 and sys.stderr.isatty():
        print(f"\r{done} of {of}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
