"""The Merkle tree of RFC 9162 (section 2.1), kept as its frontier so that it grows in place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one entry."""
    return hashlib.sha256(b"\0" + entry).digest()


def _node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


class Frontier:
    """The roots of the full subtrees, largest first: all that is needed to append."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)
        if len(self.peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves does not have {len(self.peaks)} full parts")

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaf hashes."""
        peaks = self.peaks
        for leaf in leaves:
            node, size = leaf, self.size
            while size & 1:  # two full parts of the same size make one
                node = _node_hash(peaks.pop(), node)
                size >>= 1
            peaks.append(node)
            self.size += 1

    def root(self) -> bytes:
        """Tree head of all leaves so far."""
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = _node_hash(peak, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Tree head of these leaf hashes."""
    frontier = Frontier()
    frontier.extend(leaves)
    return frontier.root()
