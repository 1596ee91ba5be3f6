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
from typing import Any

from bench import bundle, memory, people
from bench.result import Result

DOCUMENTS, SIZE = 1000, 100_000
_FEW = 50  # documents of the record beside which growth is told


def measure() -> list[Result]:
    """Documents a second of the export and of the floor; then the peaks of memory, in MB."""
    small, large = _record(1, _FEW), _record(2, DOCUMENTS)
    few, _ = _alone(_export, small)
    ours, seconds = _alone(_export, large)
    folder = _in_clear(large)
    bare, floor = _alone(_zip, folder)
    milliseconds = seconds * 1000 / DOCUMENTS
    name = f"export of {DOCUMENTS} documents of {SIZE // 1000} KB"
    return [
        Result(f"{name}, documents a second", DOCUMENTS / seconds, milliseconds, milliseconds,
               DOCUMENTS / floor),
        Result("peak of memory of that, MB (floor: bare ZIP)", ours, 0.0, 0.0, bare),
        Result(f"the same for {_FEW} documents, MB", few, 0.0, 0.0, bare),
    ]  # fmt: skip


def _record(number: int, documents: int) -> int:
    """A person with so many documents, deposited for real, and a history that is sealed."""
    from carnet.journal import census, sealer
    from carnet.records import actions

    person = people.insured(500 + number)
    person_id = people.enrol(person)
    source = people.carers().laboratory
    for one in range(documents):
        actions.deposit(bundle.as_deposit(person, person_id, SIZE, one, source))
    sealer.seal_once()
    census.take()
    sealer.seal_once()
    return person_id


def _export(person_id: int) -> None:
    """Ask for a copy and make it: encrypted, on the disk, its row and its event committed."""
    from carnet.portability import copies, making
    from carnet.portability.choice import Choice

    copies.ask(person_id, _reader(person_id), Choice(), "fr")
    making.make_waiting()


def _in_clear(person_id: int) -> Path:
    """The files of the copy that was made, unpacked: what the floor reads."""
    from carnet.portability import copies

    folder = Path(os.environ["CARNET_DATA"]) / "floor"
    made = copies.latest(person_id, person_id)
    if made is None or not made.ready:
        raise RuntimeError("no copy was made")
    path = folder.with_suffix(".copy.zip")
    with path.open("wb") as file:
        file.writelines(copies.take(person_id, _reader(person_id), made.copy_no).pieces)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder


def _zip(folder: Path) -> None:
    with zipfile.ZipFile(folder.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        for path in folder.rglob("*"):
            if path.is_file():
                archive.write(path, path.relative_to(folder))


def _reader(person_id: int) -> Any:
    from carnet.access.facts import Actor, ActorKind

    return Actor(ActorKind.PERSON, person_id)


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
    answer.send((memory.peak(), seconds))  # type: ignore[attr-defined]
