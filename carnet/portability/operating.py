"""Copies as the operator makes them: for a person at a counter, or from house to house."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from carnet.access.facts import Actor, ActorKind
from carnet.identity import people
from carnet.journal.events import EventKind, record
from carnet.portability import copies, source
from carnet.portability.making import written
from carnet.portability.packing import pack
from carnet.portability.problems import NotGiven
from carnet.portability.source import Source
from carnet.records.opened import OpenRecord
from carnet.records.states import SYSTEM


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    documents: int
    missing: int
    size: int


def export(person_id: int, path: Path, *, whole: bool = False) -> Exported:
    """Write a copy to a new file, for nobody else on this machine to read; it is in the trace.

    As its holder would have it; ``whole``, for another house only: with what waits for its
    announcement. Raises Refused, NotGiven, FileExistsError, OSError, LookupError.
    """
    if not whole and people.deceased_on(person_id) is not None:
        raise NotGiven("the holder died: carnet records archive gives what the law allows")
    made = source.of_house(person_id) if whole else source.of_reader(_as_holder(person_id))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with closing(os.fdopen(descriptor, "wb")) as file:
            pack(made, file)
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    _tell(made, whole=whole)
    return Exported(len(made.taking.numbers), len(made.missing), path.stat().st_size)


def _as_holder(person_id: int) -> OpenRecord:
    """The record as the policy opens it to its holder, in whose place the operator stands."""
    return copies.opened(person_id, Actor(ActorKind.PERSON, person_id))


def _tell(made: Source, *, whole: bool) -> None:
    detail = written(made) | ({"scope": "house"} if whole else {})
    record(EventKind.COPY_MADE, made.person_id, SYSTEM, detail=detail)
