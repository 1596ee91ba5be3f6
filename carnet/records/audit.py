"""Compares every entry with its keyed hashes and with what the journal tells of it.

The trace is proven by ``journal.verify``; this proves that what is kept is what it tells: each
deposit is there, unchanged, nothing else is, and each change of visibility left its version.
Problems name entries by internal numbers, never by an identity.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from carnet.base.database import row, rows, snapshot
from carnet.journal.kinds import EventKind
from carnet.journal.told import People, Told, of_people
from carnet.records import macs, retold, spans

_DEPOSITS = (
    EventKind.DOCUMENT_DEPOSITED, EventKind.DOCUMENT_REPLACED, EventKind.DOCUMENT_EDITED
)  # fmt: skip
_CHANGES = (
    EventKind.DOCUMENT_HIDDEN, EventKind.DOCUMENT_SHOWN, EventKind.DOCUMENT_REVEALED,
    EventKind.CATEGORY_HIDDEN, EventKind.CATEGORY_SHOWN,
    EventKind.DOCUMENT_DELETED, EventKind.DOCUMENT_RESTORED,
)  # fmt: skip
_TOLD = (*_DEPOSITS, *_CHANGES, EventKind.RECORD_BROUGHT_IN, EventKind.RECORD_DELETED)
_PEOPLE = 500  # at once
_BOUND = (
    "SELECT person_id FROM records_record WHERE person_id > %s ORDER BY person_id OFFSET %s LIMIT 1"
)
_LAST = 2**63 - 1
_NAMES = (*macs.FIXED, *macs.CHANGING[2:3], *macs.CHANGING[4:], "mac")
_ENTRIES = f"""
SELECT {", ".join(_NAMES)} FROM records_entry WHERE person_id > %s AND person_id <= %s
"""
_VERSIONS = f"""
SELECT {", ".join(macs.CHANGING)}, mac FROM records_entry_version
WHERE person_id > %s AND person_id <= %s ORDER BY person_id, entry_no, version
"""
Entry = tuple[int, int]  # person_id, entry_no


@dataclass(slots=True)
class Audit:
    """What was compared. No problem means that the entries are those that the journal tells of."""

    entries: int = 0
    problems: list[str] = field(default_factory=list)


def check() -> Audit:
    """Compare everything, some hundreds of people at a time, in one snapshot."""
    found = Audit()
    with snapshot():
        for people in ranges():
            _check(found, people)
    return found


def ranges() -> Iterator[People]:
    """Everybody, as ranges of internal numbers (after, up to) of some hundreds of records."""
    last = -1
    while last < _LAST:
        following = row(_BOUND, [last, _PEOPLE - 1])
        until = following[0] if following else _LAST
        yield last, until
        last = until


def _check(found: Audit, people: People) -> None:
    told = _told(people)
    versions = defaultdict[Entry, list[tuple[Any, ...]]](list)
    for line in rows(_VERSIONS, people, binary=True):
        versions[line[:2]].append(line)
    present: set[Entry] = set()
    for line in rows(_ENTRIES, people, binary=True):
        columns = dict(zip(_NAMES, line, strict=True))
        entry = (columns["person_id"], columns["entry_no"])
        present.add(entry)
        found.problems += _of_entry(columns, versions.pop(entry, []), told[entry])
    found.entries += len(present)
    found.problems += [f"{_name(*one)} was removed" for one in sorted(told.keys() - present)]
    orphans = sorted(versions.keys() - told.keys())
    found.problems += [f"versions of {_name(*one)} are there without it" for one in orphans]
    found.problems += retold.problems(people)


def _told(people: People) -> Counter[Entry]:
    """The version that each entry must have reached, by what the journal tells."""
    reached = Counter[Entry]()
    for person_id, events in of_people(people, _TOLD).items():
        for number, times in _reached(events).items():
            reached[person_id, number] = times
    return reached


def _reached(events: list[Told]) -> Counter[int]:
    found = Counter[int]()
    for event in events:
        if event.kind is EventKind.RECORD_DELETED:
            found.clear()
        else:
            found.update(_named(event))
    return found


def _named(event: Told) -> tuple[int, ...]:
    """The entries of one event; of a detail that was altered, what ``journal.verify`` names."""
    known, one = event.detail, (event.entry_no,)
    try:
        named = spans.numbers(known["entries"]) if "entries" in known else one
        more = [known.get("replaces", ""), *known.get("versions", [])]  # of a record brought in
        return named + tuple(number for some in more for number in spans.numbers(some))
    except (ValueError, TypeError, AttributeError):
        return one


def _of_entry(columns: dict[str, Any], versions: list[tuple[Any, ...]], told: int) -> Iterator[str]:
    name = _name(columns["person_id"], columns["entry_no"])
    if not told:
        yield f"{name} was inserted: no deposit tells of it"
        return
    if macs.of_entry(columns) != columns["mac"]:
        yield f"{name} was altered"
    for line in versions:
        if macs.of_version(line[:-1]) != line[-1]:
            yield f"version {line[2]} of {name} was altered or inserted"
    if [line[2] for line in versions] != list(range(1, told + 1)):
        yield f"versions of {name} are missing or too many: the journal tells of {told}"
    elif (versions[-1][2], *versions[-1][4:-1]) != _state(columns):
        yield f"{name} is not what its version {told} says: its status or visibility was altered"


def _state(columns: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(columns[name] for name in (*macs.CHANGING[2:3], *macs.CHANGING[4:]))


def _name(person_id: int, entry_no: int) -> str:
    return f"entry {entry_no} of person {person_id}"
