"""What the proof of one person is made of, read in one snapshot."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import connection

from carnet.base.database import rows, snapshot
from carnet.journal import census, chains, cosignatures, seals
from carnet.journal.census import Census
from carnet.journal.cosignatures import Cosignature
from carnet.journal.events import NOBODY, EventKind
from carnet.journal.leaves import COLUMNS, Row, leaf
from carnet.journal.places import places
from carnet.journal.seals import Seal

_EVENTS = f"""
SELECT {COLUMNS}, xid, mac FROM journal_event WHERE person_id = %s ORDER BY xid, at, nonce, mac
"""
_OF_CENSUS = f"""
SELECT {COLUMNS}, xid, mac FROM journal_event
WHERE person_id = %s AND kind = %s AND at BETWEEN %s::timestamptz - interval '1 hour'
  AND %s::timestamptz + interval '1 hour'
"""
_PAGE = 2_000
MOST = 20_000  # lines in clear, the newest: older ones are hashes of the chain


class NotYet(Exception):
    """The log has no seal, or its last census no seal, yet: it comes within seconds."""


class Broken(Exception):
    """The trace of this person is not what was sealed; ``carnet journal verify`` names what."""


class Openness(enum.Enum):
    """What of an event its reader may hold."""

    OPEN = enum.auto()  # its content
    CLOSED = enum.auto()  # that it is there, at its place, with a sentence
    KEPT = enum.auto()  # nothing: a hash in the chain, where the proof is complete


@dataclass(slots=True)
class Line:
    """One event: its leaf hash; its row unless it is kept; its place once sealed."""

    hash: bytes
    row: Row | None
    openness: Openness
    place: int | None = None


@dataclass(slots=True)
class Material:
    """All that a proof says, before it is written."""

    person_id: int
    head: Seal
    lines: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    census: Census | None = None
    told: Line | None = None  # the event of the census
    counted: int = 0
    cosignatures: list[Cosignature] = field(default_factory=list)
    downloads: list[int] = field(default_factory=list)  # sizes of the log in the last files


def gather(
    person_id: int, head: Seal, openness: Callable[[Row], Openness], *, complete: bool
) -> Material:
    """Read what proves a person's events up to ``head``; those after it wait. NotYet, Broken."""
    with snapshot():
        found = Material(person_id, head, cosignatures=cosignatures.latest(head.seal_no))
        _events(found, openness)
        if complete:
            _census(found)
    return found


def _events(found: Material, openness: Callable[[Row], Openness]) -> None:
    sealed: list[tuple[int, bytes]] = []
    seen: set[bytes] = set()
    for event in _rows(found.person_id):
        hashed, genuine = leaf(event)
        if not genuine or hashed in seen:
            continue  # never sealed: verify names it
        seen.add(hashed)
        allowed = openness(event)
        line = Line(hashed, None if allowed is Openness.KEPT else event, allowed)
        if event.xid < found.head.xid_to:
            found.lines.append(line)
            sealed.append((event.xid, hashed))
        else:
            found.waiting.append(line)
        _note_download(found, event)
        if len(found.lines) > MOST:
            oldest = found.lines[-MOST - 1]
            oldest.row, oldest.openness = None, Openness.KEPT
    for line, place in zip(found.lines, places(sealed), strict=True):
        line.place = place
    if any(line.place is None for line in found.lines):
        raise Broken(f"an event of person {found.person_id} is not in the seal of its transaction")


def _rows(person_id: int) -> Iterator[Row]:
    """A page at a time: somebody may have very many."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_EVENTS, [person_id])
        while page := cursor.fetchmany(_PAGE):
            yield from (Row._make(line) for line in page)


def _note_download(found: Material, event: Row) -> None:
    if event.kind == EventKind.PROOF_DOWNLOADED and event.xid < found.head.xid_to:
        size = json.loads(event.detail or "{}").get("size", 0)
        if 0 < size < found.head.tree_size:
            found.downloads.append(size)


def _census(found: Material) -> None:
    counted = _counted()
    found.census, found.told = counted, _told(counted, found.head)
    found.counted = sum(1 for line in found.lines if (line.place or 0) < counted.tree_size)
    head = chains.head(line.hash for line in found.lines[: found.counted])
    leaf_ = chains.leaf(found.person_id, found.counted, head) if found.counted else chains.NOBODY
    if census.tree().part(found.person_id, 1) != leaf_:
        raise Broken(f"the events of person {found.person_id} are not those that were counted")


def _told(counted: Census, head: Seal) -> Line:
    asked = [NOBODY, EventKind.CENSUS_TAKEN, counted.at, counted.at]
    for event in map(Row._make, rows(_OF_CENSUS, asked, binary=True)):
        hashed, genuine = leaf(event)
        if genuine and json.loads(event.detail) == counted.detail():
            place = next(places([(event.xid, hashed)]), None)
            if place is not None and place < head.tree_size:
                return Line(hashed, event, Openness.OPEN, place)
    raise NotYet("the last census is not sealed yet")


def ready_head(*, complete: bool) -> Seal:
    """The last seal, once it covers the last census (for a complete proof). NotYet."""
    head = seals.last()
    if head is None:
        raise NotYet("nothing is sealed yet")
    if complete:
        _told(_counted(), head)
    return head


def _counted() -> Census:
    found = census.latest()
    if found is None:
        raise NotYet("nobody was counted yet")
    return found
