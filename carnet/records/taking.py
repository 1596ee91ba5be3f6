"""Looks at the files that somebody adds: each is taken, or refused for a reason of ours.

What arrives is hostile here too: it is opened in a bounded child only (law 7).
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from carnet.formats import kinds, sandbox
from carnet.formats.kinds import Kind
from carnet.formats.noticed import Noticed
from carnet.formats.problems import FormatProblem, TooCostly
from carnet.formats.shown_model import Problem
from carnet.records import scanning

# domain.md 3.6, then PNG, HEIC, DICOM, and clinical documents that somebody was given.
_PLAIN = {Kind.PDF, Kind.TEXT, Kind.RTF, Kind.JPEG, Kind.TIFF, Kind.PNG, Kind.HEIC}
TAKEN = _PLAIN | kinds.IMAGING | kinds.CLINICAL


class Fault(enum.StrEnum):
    """Why a file is not taken."""

    NONE = "none"  # no file at all
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"  # a kind that the house does not take
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    COSTLY = "costly"
    INFECTED = "infected"
    NO_PHOTO = "no_photo"  # several files, not all of them photographs
    TOO_MANY = "too_many"


class BadFile(Exception):
    """The file is not taken; nothing was kept of it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


_PROBLEMS = {
    Problem.EMPTY: Fault.EMPTY,
    Problem.ENCRYPTED: Fault.ENCRYPTED,
    Problem.TOO_LARGE: Fault.COSTLY,
    Problem.BROKEN: Fault.BROKEN,
}


def look(data: bytes) -> Noticed:
    """What a file says of itself, once it may be taken. Raises BadFile; Busy."""
    _check(data)
    found = _noticed(data)
    if found.problem in _PROBLEMS:
        raise BadFile(_PROBLEMS[found.problem])
    return found


def assemble(begun: bytes, photos: Sequence[bytes], before: int = 0) -> bytes:
    """One PDF of these photographs, after the ``before`` ones that ``begun`` holds.

    Raises BadFile; Busy.
    """
    if not photos:
        raise BadFile(Fault.NONE)
    if before + len(photos) > settings.PHOTOS_MAX:
        raise BadFile(Fault.TOO_MANY)
    for photo in photos:
        _check(photo, among=kinds.PICTURES, fault=Fault.NO_PHOTO)
    made = begun
    for photo in photos:  # one at a time: the child's bounds are those of one photograph
        made = _opened("photos", made, [photo]) if made else _opened("photos", photo, [])
    if len(made) > settings.DOCUMENT_MAX_BYTES:
        raise BadFile(Fault.TOO_LARGE)
    return made


def scan(data: bytes) -> bool:
    """Whether the antivirus found it clean; False: it could not be asked. Raises BadFile."""
    verdict = scanning.check(data)
    if verdict.infected:
        raise BadFile(Fault.INFECTED)
    return verdict.clean


def _check(
    data: bytes, *, among: frozenset[Kind] | set[Kind] = TAKEN, fault: Fault = Fault.UNKNOWN
) -> None:
    """What needs no reading of the content."""
    kind = kinds.kind(data)
    if kind is Kind.EMPTY:
        raise BadFile(Fault.EMPTY)
    if len(data) > settings.DOCUMENT_MAX_BYTES:
        raise BadFile(Fault.TOO_LARGE)
    if kind not in among:
        raise BadFile(fault)


def _noticed(data: bytes) -> Noticed:
    found: Noticed = _opened("noticed", data)
    return found


def _opened(name: str, data: bytes, *arguments: object) -> Any:
    try:
        return sandbox.call(name, data, *arguments)
    except TooCostly:
        raise BadFile(Fault.COSTLY) from None
    except FormatProblem:
        raise BadFile(Fault.BROKEN) from None
