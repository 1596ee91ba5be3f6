"""Letters for the printer: made, hashed, composed, recorded; beside the slow hash alone."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench import register
from bench.result import Result
from bench.sizes import SIZES

HASHES = 200


def measure() -> list[Result]:
    """Enrol people without an e-mail, then write all their letters."""
    from carnet.accounts import printing

    folder = Path(os.environ["CARNET_DATA"]) / "letters"
    waiting = _people()
    began = time.perf_counter()
    done = printing.run(folder / "out", limit=waiting)
    seconds = time.perf_counter() - began
    if done.letters != waiting:
        raise AssertionError(f"{done.letters} letters of {waiting}")
    name = f"letters, {waiting:,} in files of {printing.PER_FILE}"
    each = seconds / waiting * 1000
    return [Result(name, waiting / seconds, each, each, _hashing())]


def _people() -> int:
    """As many people as letters are asked for; no more wait than these."""
    from carnet.accounts import actions
    from carnet.base.database import execute

    execute("UPDATE accounts_contact SET inform_by = ''")
    lines = (register.insured(number) for number in range(SIZES.letters))
    return sum(outcome.result is actions.Result.ENROLLED for outcome in actions.enrol(lines))


def _hashing() -> float:
    """The floor: codes protected by the slow hash a second, on all cores, and nothing else."""
    from carnet.accounts import codes

    made = [codes.make() for _ in range(HASHES)]
    began = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as crew:
        list(crew.map(codes.protect, made))
    return HASHES / (time.perf_counter() - began)
