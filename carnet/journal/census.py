"""The census: how many events each person has and their head, all under one root in the log.

A tree of 2^32 places, one a person: theirs is their number, so that nobody can have two counts.
Its root is told by an event of the log itself (CENSUS_TAKEN), sealed and countersigned like any
other. Only the tiles of those who moved since the last census are computed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, islice
from typing import NamedTuple

from django.conf import settings

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, held, row, rows, snapshot
from carnet.journal import chains as chain
from carnet.journal import heads, seals, tiles
from carnet.journal.anchor import LogBroken
from carnet.journal.events import NOBODY, EventKind, record
from carnet.journal.leaves import microseconds
from carnet.journal.merkle import TILE_BITS, node_hash, root_of
from carnet.journal.seals import Seal
from carnet.journal.tiles import WIDTH, Tree

LEVELS = 4  # of 256: chains.PLACES
_BATCH = 20_000  # people
_LOCK = 0x43656E737573  # one census at a time: « Census » in ASCII
_SYSTEM = Actor(ActorKind.SYSTEM)
COLUMNS = "census_no, at, seal_no, tree_size, root"
Placed = tuple[int, bytes]  # a hash and its place, at one level
Hashes = dict[int, bytes]


class Census(NamedTuple):
    """One row of ``journal_census``."""

    census_no: int
    at: datetime
    seal_no: int
    tree_size: int
    root: bytes

    def detail(self) -> dict[str, object]:
        """What its event tells."""
        return {
            "census": self.census_no,
            "at": microseconds(self.at),
            "seal": self.seal_no,
            "size": self.tree_size,
            "root": bytes(self.root).hex(),
        }


def _empty() -> list[bytes]:
    """The hash of a part in which nobody is, for each level."""
    found, node = [], chain.NOBODY
    for height in range(LEVELS * TILE_BITS + 1):
        if height % TILE_BITS == 0:
            found.append(node)
        node = node_hash(node, node)
    return found


EMPTY = _empty()


def keep() -> None:
    """Take the census when it is due; the worker calls this at each of its rounds."""
    before = latest()
    # A clock that was set back does not hold it up.
    if before is None or abs(clock.now() - before.at) >= settings.JOURNAL_CENSUS_EVERY:
        take()


def take() -> Census | None:
    """Count everybody as of the last seal; None when nothing is new, or another one counts."""
    with held(_LOCK) as granted, snapshot():  # the sealer goes on meanwhile
        if not granted:
            return None
        before, seal = latest(), seals.last()
        if seal is None or (before and before.seal_no == seal.seal_no):
            return None
        root = _update(_moved(before, seal))
        number = before.census_no + 1 if before else 1
        census = Census(number, clock.now(), seal.seal_no, seal.tree_size, root)
        _write(census)
    return census


def latest() -> Census | None:
    """The last census."""
    found = row(f"SELECT {COLUMNS} FROM journal_census ORDER BY census_no DESC LIMIT 1")
    return Census(*found) if found else None


def tree() -> Tree:
    """The tree of the last census, of ``chains.PLACES`` leaves."""
    return Tree(_read)


def _moved(before: Census | None, seal: Seal) -> Iterator[list[int]]:
    """Those who have new events since the last census, ascending, by batches."""
    if before is None:
        return _everybody()
    people: set[int] = set()
    for one in seals.after(before.seal_no):
        if not one.is_sound():
            raise LogBroken(f"seal {one.seal_no} is not what was signed")
        people.update(trace.person_id for trace in seals.traces(one))
    assert seal.seal_no > before.seal_no  # noqa: S101 - the snapshot is one
    return _batches(sorted(people))


def _everybody() -> Iterator[list[int]]:
    last, query = -1, "SELECT person_id FROM journal_head WHERE person_id > %s ORDER BY 1 LIMIT %s"
    while batch := [person for (person,) in rows(query, [last, _BATCH])]:
        yield batch
        last = batch[-1]


def _batches(people: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(people)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _update(batches: Iterable[list[int]]) -> bytes:
    """Put these people's heads in the stored tiles, and what follows above; return the root."""
    above: Hashes = {}
    for people in batches:
        chains = heads.read(people)
        above |= _put(0, {person: chain.leaf(person, *chains[person]) for person in people})
    for level in range(1, LEVELS):
        above = _put(level, above)
    return above[0]


def _put(level: int, changed: Hashes) -> Hashes:
    """Write these hashes in their tiles of ``level``; return the roots of these tiles."""
    places = list(by_tile(sorted(changed.items())))
    stored = _stored(level, [number for number, _ in places])
    nobody = [EMPTY[level]] * WIDTH
    new = {number: patched(stored.get(number, nobody), some) for number, some in places}
    execute(
        "INSERT INTO journal_census_tile (level, number, hashes)"
        " SELECT %s, number, hashes FROM unnest(%s::bigint[], %s::bytea[]) AS new (number, hashes)"
        " ON CONFLICT (level, number) DO UPDATE SET hashes = EXCLUDED.hashes",
        [level, list(new), [b"".join(hashes) for hashes in new.values()]],
    )
    return {number: root_of(hashes) for number, hashes in new.items()}


def by_tile(hashes: Iterable[Placed]) -> Iterator[tuple[int, list[Placed]]]:
    """Hashes of one level, ascending, with the number of their tile."""
    groups = groupby(hashes, lambda placed: placed[0] >> TILE_BITS)
    return ((number, list(group)) for number, group in groups)


def patched(hashes: list[bytes], changed: Iterable[Placed]) -> list[bytes]:
    """A tile with these changes."""
    found = list(hashes)
    for place, new in changed:
        found[place % WIDTH] = new
    return found


def _stored(level: int, numbers: list[int]) -> dict[int, list[bytes]]:
    found = rows(
        "SELECT number, hashes FROM journal_census_tile WHERE level = %s AND number = ANY(%s)",
        [level, numbers],
        binary=True,
    )
    return {number: tiles.cut(bytes(hashes)) for number, hashes in found}


def _read(keys: Sequence[tiles.Key]) -> tiles.Hashes:
    found = {(level, number): [EMPTY[level]] * WIDTH for level, number in keys}
    for level in range(LEVELS):
        numbers = [number for of, number in keys if of == level]
        found |= {(level, number): tile for number, tile in _stored(level, numbers).items()}
    return found


def _write(census: Census) -> None:
    execute(f"INSERT INTO journal_census ({COLUMNS}) VALUES (%s, %s, %s, %s, %s)", census)
    record(EventKind.CENSUS_TAKEN, NOBODY, _SYSTEM, detail=census.detail())
