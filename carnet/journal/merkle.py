"""The Merkle tree of RFC 9162 (section 2.1), kept as its frontier so that it grows in place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

TILE_BITS = 8  # a tile is 256 hashes of the level below


class Tile(NamedTuple):
    """The root of a complete part of the tree: 256 leaves at level 1, 65,536 at level 2."""

    level: int
    number: int
    hash: bytes


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one entry."""
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two nodes."""
    return hashlib.sha256(b"\1" + left + right).digest()


class Frontier:
    """The roots of the full subtrees, largest first: all that is needed to append."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)
        self.tiles: list[Tile] = []  # those that became complete, for who takes them
        if len(self.peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves does not have {len(self.peaks)} full parts")

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaf hashes."""
        peaks, tiles = self.peaks, self.tiles
        for leaf in leaves:
            node, size, height = leaf, self.size, 0
            while size & 1:  # two full parts of the same size make one
                node = node_hash(peaks.pop(), node)
                size >>= 1
                height += 1
                if not height % TILE_BITS:
                    tiles.append(Tile(height // TILE_BITS, self.size >> height, node))
            peaks.append(node)
            self.size += 1

    def take_tiles(self) -> list[Tile]:
        """The tiles that became complete since they were last taken."""
        taken, self.tiles = self.tiles, []
        return taken

    def root(self) -> bytes:
        """Tree head of all leaves so far."""
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Tree head of these leaf hashes."""
    frontier = Frontier()
    frontier.extend(leaves)
    return frontier.root()
