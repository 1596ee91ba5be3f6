"""A record of 1,000 documents taken along: made as the worker makes it, beside a bare ZIP.

The floor is ``zipfile`` of the same files, read from the disk in clear, with the same packing, in
the same run. Each runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import multiprocessing
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from bench import bundle, people
from bench.result import Result

DOCUMENTS, SIZE = 1000, 100_000
_FEW = 50  # documents of the record beside which growth is told


def measure() -> list[Result]:
    """Seconds of each, documents a second; then the peaks of memory, in MB."""
    small, large = _record(1, _FEW), _record(2, DOCUMENTS)
    folder = Path(os.environ["CARNET_DATA"]) / "floor"
    files = _in_clear(large, folder)
    few, _ = _alone(_export, small)
    ours, seconds = _alone(_export, large)
    bare, floor = _alone(_zip, folder)
    rate, floor_rate = len(files) / seconds, len(files) / floor
    name = f"export of {DOCUMENTS} documents of {SIZE // 1000} KB"
    return [
        Result(f"{name}, documents a second", rate, seconds * 1000, seconds * 1000, floor_rate),
        Result("peak of memory of that, MB (floor: bare ZIP)", ours, 0.0, 0.0, bare),
        Result(f"the same for {_FEW} documents, MB", few, 0.0, 0.0, bare),
    ]  # fmt: skip


def _record(number: int, documents: int) -> int:
    """A person with so many documents, deposited for real."""
    from carnet.records import actions

    person = people.insured(500 + number)
    person_id = people.enrol(person)
    source = people.carers().laboratory
    for one in range(documents):
        actions.deposit(bundle.as_deposit(person, person_id, SIZE, one, source))
    return person_id


def _in_clear(person_id: int, folder: Path) -> list[Path]:
    """The files of a copy, unpacked: what the floor reads."""
    from carnet.portability import operating

    copy = folder.parent / "copy.zip"
    operating.export(person_id, copy, whole=True)
    with zipfile.ZipFile(copy) as archive:
        archive.extractall(folder)
    copy.unlink()
    return [path for path in folder.rglob("*") if path.is_file()]


def _export(person_id: int) -> None:
    """Ask for a copy and make it: encrypted, on the disk, its row and its event committed."""
    from carnet.access.facts import Actor, ActorKind
    from carnet.portability import copies, making
    from carnet.portability.choice import Choice

    copies.ask(person_id, Actor(ActorKind.PERSON, person_id), Choice(), "fr")
    if making.make_waiting() != 1:
        raise RuntimeError("no copy was made")


def _zip(folder: Path) -> None:
    with zipfile.ZipFile(folder.parent / "floor.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in folder.rglob("*"):
            if path.is_file():
                archive.write(path, path.relative_to(folder))


def _alone(function: Callable[..., None], argument: object) -> tuple[float, float]:
    """Run it in a fresh process: its peak of resident memory (MB) and its seconds."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_told, args=(function, argument, there))
    process.start()
    there.close()
    try:
        found: tuple[float, float] = here.recv()
    finally:
        process.join()
    return found


def _told(function: Callable[..., None], argument: object, answer: object) -> None:
    import django

    django.setup()
    start = time.perf_counter()
    function(argument)
    seconds = time.perf_counter() - start
    answer.send((_peak(), seconds))  # type: ignore[attr-defined]


def _peak() -> float:
    """Of this process since it began, in MB; ``getrusage`` would tell that of its parent."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    found = next(line for line in lines if line.startswith("VmHWM:"))
    return int(found.split()[1]) / 1024
