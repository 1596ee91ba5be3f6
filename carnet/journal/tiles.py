"""The log by tiles, so that no proof hashes the whole of it.

The roots of complete tiles of 256 hashes are written by the sealer, once (``journal_tile``): 32
bytes for 256 events, and less above. The leaves are those of the seals. What stands at the growing
edge is made of both when asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from carnet.base.database import execute, row, rows
from carnet.journal.merkle import TILE_BITS, Tile, node_hash, root_of
from carnet.journal.paths import needed, split

WIDTH = 1 << TILE_BITS
_HASH = 32
_KEPT = 512  # tiles of 8 KB that one proof remembers
_BATCH = 200  # parts whose tiles are read together

_LEAVES = """
SELECT asked.number, found.hashes FROM unnest(%s::bigint[]) AS asked (number)
CROSS JOIN LATERAL (
  SELECT s.first_index,
    substr(s.leaves, (1 + 32 * greatest(0, asked.number * 256 - s.first_index))::int, 32 * 256)
    AS hashes
  FROM journal_seal s
  WHERE s.first_index < asked.number * 256 + 256 AND s.first_index >=
    (SELECT max(first_index) FROM journal_seal WHERE first_index <= asked.number * 256)
) found
ORDER BY asked.number, found.first_index
"""
_ROOTS = """
SELECT asked.level, asked.number, t.hash
FROM unnest(%s::smallint[], %s::bigint[]) AS asked (level, number)
JOIN journal_tile t ON t.level = asked.level
  AND t.number BETWEEN asked.number * 256 AND asked.number * 256 + 255
ORDER BY asked.level, asked.number, t.number
"""
Key = tuple[int, int]  # level, number
Hashes = dict[Key, list[bytes]]


def write(tiles: Sequence[Tile]) -> None:
    """Store complete tiles. One that is there already stays: verify tells whether it is right."""
    if tiles:
        levels, numbers, hashes = zip(*tiles, strict=True)
        execute(
            "INSERT INTO journal_tile (level, number, hash)"
            " SELECT * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[])"
            " ON CONFLICT DO NOTHING",
            [list(levels), list(numbers), list(hashes)],
        )


class Tree:
    """A tree of which tiles are kept, for the time of one answer. Give ``part`` to ``paths``.

    ``read`` returns up to 256 hashes of each tile asked: what the tree has of it so far.
    """

    def __init__(self, read: Callable[[Sequence[Key]], Hashes]) -> None:
        self._read = read
        self._known: Hashes = {}

    def part(self, first: int, size: int) -> bytes:
        """The hash of ``size`` leaves from ``first`` on, a part that the tree has."""
        if size & (size - 1):
            left = split(size)
            return node_hash(self.part(first, left), self.part(first + left, size - left))
        level, number = key = _key(first, size)
        if key not in self._known:
            self._load([key])
        at, width = (first >> level * TILE_BITS) - number * WIDTH, size >> level * TILE_BITS
        tile = self._known[key]
        return root_of(tile[at : at + width]) if width > 1 else tile[at]

    def nodes(self, leaves: Sequence[int], size: int) -> Iterator[bytes]:
        """The proof of these leaves (ascending) under the root of the first ``size`` ones."""
        waiting = needed(leaves, size)
        while batch := list(islice(waiting, _BATCH)):
            self._load({key for part in batch for key in _keys(*part)})
            yield from (self.part(*part) for part in batch)

    def _load(self, keys: Iterable[Key]) -> None:
        if len(self._known) > _KEPT:
            self._known.clear()
        if absent := [key for key in keys if key not in self._known]:
            self._known |= self._read(absent)


def _key(first: int, size: int) -> Key:
    """The tile in which the hashes of a perfect part are."""
    level = (size.bit_length() - 1) // TILE_BITS
    return level, first >> (level + 1) * TILE_BITS


def _keys(first: int, size: int) -> Iterator[Key]:
    if size & (size - 1):
        left = split(size)
        yield from _keys(first, left)
        yield from _keys(first + left, size - left)
    else:
        yield _key(first, size)


def log() -> Tree:
    """The tree of the sealed events."""
    return Tree(_read)


def cut(hashes: bytes) -> list[bytes]:
    """Hashes that stand one after the other."""
    return [hashes[at : at + _HASH] for at in range(0, len(hashes), _HASH)]


def _read(keys: Sequence[Key]) -> Hashes:
    found: Hashes = {key: [] for key in keys}
    if above := [key for key in keys if key[0]]:
        for level, number, node in rows(_ROOTS, [list(one) for one in zip(*above, strict=True)]):
            found[level, number].append(bytes(node))
    if leaves := [number for level, number in keys if not level]:
        for number, hashes in rows(_LEAVES, [leaves], binary=True):
            tile = found[0, number]
            tile += cut(bytes(hashes))[: WIDTH - len(tile)]
    return found


def check(expected: Iterable[Tile]) -> Iterator[str]:
    """Name each of these tiles that is not stored as it should."""
    by_place = {(tile.level, tile.number): tile.hash for tile in expected}
    if not by_place:
        return
    levels, numbers = zip(*by_place, strict=True)
    stored = rows(
        "SELECT t.level, t.number, t.hash FROM unnest(%s::smallint[], %s::bigint[])"
        " AS asked (level, number) JOIN journal_tile t USING (level, number)",
        [list(levels), list(numbers)],
    )
    kept = {(level, number): bytes(found) for level, number, found in stored}
    for place, expected_hash in by_place.items():
        if kept.get(place) != expected_hash:
            done = "altered" if place in kept else "removed"
            yield f"tile {place[1]} of level {place[0]} of the log was {done}"


def check_count(expected: int) -> Iterator[str]:
    """Say whether there are more tiles than complete parts of the log."""
    found = row("SELECT count(*) FROM journal_tile")
    if found and found[0] > expected:
        yield f"{found[0] - expected} tiles were inserted: the log does not reach them"
