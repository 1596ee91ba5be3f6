"""What a file says of itself before anybody names it: pure, on hostile bytes, in a child.

Titles and days it may have, best first, and the words it begins with. Whoever asks chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

import msgspec

from carnet.base.clock import MONTHS
from carnet.formats import kinds, pdf, picture, shown
from carnet.formats.cda import metadata
from carnet.formats.kinds import Kind
from carnet.formats.problems import FormatProblem
from carnet.formats.shown_model import Problem, why
from carnet.formats.text import tidy

BEGINNING = 3000  # characters
_MOST = 20  # titles, or days
_NUMBERED = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_WRITTEN = re.compile(rf"(?<!\d)(\d{{1,2}})(?:er)? ({'|'.join(MONTHS)}) (\d{{4}})", re.IGNORECASE)
_ORDERED = re.compile(r"(?<!\d)(\d{4})[-:/]?(\d{2})[-:/]?(\d{2})")
_DESCRIBED = ("StudyDescription", "SeriesDescription", "BodyPartExamined", "Modality")
_DATED = ("StudyDate", "ContentDate")  # DICOM


class Noticed(msgspec.Struct, frozen=True):
    """``days`` are ISO dates; ``problem`` tells why the house could not open it."""

    kind: Kind
    problem: Problem = Problem.NONE
    titles: list[str] = []
    days: list[str] = []
    words: str = ""
    code: str = ""  # of its type, for what says it (CDA)


def notice(data: bytes) -> Noticed:
    """Look at a file somebody adds; never raises for its content."""
    kind = kinds.kind(data)
    try:
        return _read(kind, data)
    except FormatProblem as refusal:
        return Noticed(kind, why(refusal))


def days(text: str) -> list[str]:
    """The dates written in a text, in its order; what no calendar has is left out."""
    found = [(one.start(), _day(one[3], one[2], one[1])) for one in _NUMBERED.finditer(text)]
    found += [
        (one.start(), _day(one[3], MONTHS.index(one[2].lower()) + 1, one[1]))
        for one in _WRITTEN.finditer(text)
    ]
    found += [(one.start(), _day(one[1], one[2], one[3])) for one in _ORDERED.finditer(text)]
    return list(dict.fromkeys(day for _place, day in sorted(found) if day))[:_MOST]


def _read(kind: Kind, data: bytes) -> Noticed:
    if kind in kinds.CLINICAL:
        return _clinical(kind, data)
    if kind is Kind.PDF:
        return _pdf(data)
    if kind in kinds.PICTURES:
        picture.draw(data, 1)  # one that cannot be drawn is broken
        return Noticed(kind, days=_days_of(picture.taken(data)))
    if kind in kinds.IMAGING:
        return _imaging(kind, data)
    found = shown.shown(data)
    words = "\n".join(found.texts)[:BEGINNING]
    return Noticed(kind, found.problem, _lines(words), days(words), words)


def _clinical(kind: Kind, data: bytes) -> Noticed:
    found, _findings = metadata.examine(data)
    times = [found.service_start[:8], found.creation_time[:8]]
    return Noticed(
        kind, titles=_lines(found.title), days=_days_of(times), words=found.title,
        code=found.type.code,
    )  # fmt: skip


def _pdf(data: bytes) -> Noticed:
    _sizes, texts = pdf.describe(data, 1, 2)
    words = "\n".join(texts)[:BEGINNING]
    known = pdf.known(data)
    titles = _lines(tidy(known.get("Title", ""))) + _lines(words)
    made = _days_of([known.get("CreationDate", "")[2:10]])
    return Noticed(Kind.PDF, titles=titles, days=days(words) + made, words=words)


def _imaging(kind: Kind, data: bytes) -> Noticed:
    from carnet.formats.dicom.opening import faults, open_file, value  # few files are images

    found = shown.shown(data)
    with faults():
        file = open_file(data)
        said = [value(file, name) for name in _DESCRIBED]
        times = [value(file, name) for name in _DATED]
    titles = [line for one in said for line in _lines(one)]
    return Noticed(kind, found.problem, titles, _days_of(times), " ".join(titles))


def _lines(text: str) -> list[str]:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return [line for line in lines if line][:_MOST]


def _days_of(times: Iterable[str]) -> list[str]:
    return [day for one in times for day in days(one)[:1]]


def _day(year: str, month: object, day: str) -> str:
    with suppress(ValueError):
        return date(int(year), int(str(month)), int(day)).isoformat()
    return ""
