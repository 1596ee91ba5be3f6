"""The log by tiles, so that no proof hashes the whole of it.

The roots of complete tiles of 256 hashes are written by the sealer, once (``journal_tile``): 32
bytes for 256 events, and less above. The leaves are those of the seals. What stands at the growing
edge is made of both when asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from carnet.base.database import execute, row, rows
from carnet.journal.merkle import TILE_BITS, Tile, node_hash, root_of
from carnet.journal.paths import needed, split

WIDTH = 1 << TILE_BITS
_HASH = 32
_KEPT = 512  # tiles of 8 KB that one proof remembers

_LEAVES = """
SELECT substr(leaves, (1 + 32 * greatest(0, %s::bigint - first_index))::int, 32 * 256)
FROM journal_seal
WHERE first_index >= (SELECT max(first_index) FROM journal_seal WHERE first_index <= %s)
  AND first_index < %s::bigint + 256
ORDER BY first_index
"""
_ROOTS = """
SELECT hash FROM journal_tile WHERE level = %s AND number >= %s AND number < %s ORDER BY number
"""


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

    ``read(level, number)`` returns up to 256 hashes: what the tree has of this tile so far.
    """

    def __init__(self, read: Callable[[int, int], list[bytes]]) -> None:
        self._read = read
        self._known: dict[tuple[int, int], list[bytes]] = {}

    def part(self, first: int, size: int) -> bytes:
        """The hash of ``size`` leaves from ``first`` on, a part that the tree has."""
        if size & (size - 1):
            left = split(size)
            return node_hash(self.part(first, left), self.part(first + left, size - left))
        level = (size.bit_length() - 1) // TILE_BITS
        shift = level * TILE_BITS
        tile = self._tile(level, first >> shift >> TILE_BITS)
        at, width = (first >> shift) % WIDTH, size >> shift
        return root_of(tile[at : at + width]) if width > 1 else tile[at]

    def nodes(self, leaves: Sequence[int], size: int) -> Iterator[bytes]:
        """The proof of these leaves (ascending) under the root of the first ``size`` ones."""
        return (self.part(*place) for place in needed(leaves, size))

    def _tile(self, level: int, number: int) -> list[bytes]:
        found = self._known.get((level, number))
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[level, number] = self._read(level, number)
        return found


def log() -> Tree:
    """The tree of the sealed events."""
    return Tree(_read)


def cut(hashes: bytes) -> list[bytes]:
    """Hashes that stand one after the other."""
    return [hashes[at : at + _HASH] for at in range(0, len(hashes), _HASH)]


def _read(level: int, number: int) -> list[bytes]:
    first = number * WIDTH
    if level:
        return [bytes(found) for (found,) in rows(_ROOTS, [level, first, first + WIDTH])]
    slices = rows(_LEAVES, [first] * 3, binary=True)
    return cut(b"".join(bytes(found) for (found,) in slices)[: WIDTH * _HASH])


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
