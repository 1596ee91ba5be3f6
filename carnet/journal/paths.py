"""Proofs over a Merkle tree of RFC 9162: leaves under a root (2.1.3), a tree that grew (2.1.4).

Pure: who proves gives the hash of any part of the tree (``Part``), who checks gives the nodes.
Several leaves share one proof; that of a single leaf is the audit path of the RFC.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from carnet.journal.merkle import node_hash

Part = Callable[[int, int], bytes]  # (first leaf, number of leaves) → hash
Range = tuple[int, int]


class WrongProof(Exception):
    """A proof does not prove what it should; the message says what."""


def split(size: int) -> int:
    """The largest power of two smaller than ``size``: the leaves of the left part."""
    return 1 << (size - 1).bit_length() - 1


def needed(leaves: Sequence[int], size: int) -> Iterator[Range]:
    """The parts whose hashes lead from these leaves (ascending) to the root, in the order used."""
    yield from _needed(leaves, 0, size)


def _needed(leaves: Sequence[int], first: int, size: int) -> Iterator[Range]:
    if not leaves:
        yield first, size
    elif size > 1:
        left = split(size)
        cut = bisect_left(leaves, first + left)
        parts = [(leaves[:cut], first, left), (leaves[cut:], first + left, size - left)]
        # The part that holds leaves comes first: its sibling is met on the way up.
        for part in parts if cut else reversed(parts):
            yield from _needed(*part)


def root_from(leaves: Mapping[int, bytes], size: int, nodes: Sequence[bytes]) -> bytes:
    """The root that these leaves (by place) and nodes make; raise WrongProof on another number."""
    places, given = sorted(leaves), iter(nodes)
    if not places or places[0] < 0 or places[-1] >= size:
        raise WrongProof("a place is outside the tree")
    root = _root(places, 0, size, leaves, given)
    if next(given, None) is not None:
        raise WrongProof("there are too many nodes")
    return root


def _root(
    places: Sequence[int],
    first: int,
    size: int,
    leaves: Mapping[int, bytes],
    nodes: Iterator[bytes],
) -> bytes:
    if not places:
        return _next(nodes)
    if size == 1:
        return leaves[first]
    left = split(size)
    cut = bisect_left(places, first + left)
    before = (places[:cut], first, left, leaves, nodes)
    after = (places[cut:], first + left, size - left, leaves, nodes)
    if cut:
        one = _root(*before)
        return node_hash(one, _root(*after))
    other = _root(*after)
    return node_hash(_root(*before), other)


def _next(nodes: Iterator[bytes]) -> bytes:
    found = next(nodes, None)
    if found is None or len(found) != 32:  # noqa: PLR2004 - SHA-256
        raise WrongProof("a node is missing")
    return found


def growth(old: int, new: int, part: Part) -> list[bytes]:
    """The consistency proof between two sizes of the tree (RFC 9162, 2.1.4.1)."""
    if not 0 < old <= new:
        raise ValueError(f"no tree grows from {old} to {new} leaves")
    return [part(*place) for place in _growth(old, 0, new, whole=True)]


def _growth(old: int, first: int, size: int, *, whole: bool) -> Iterator[Range]:
    if old == size:
        if not whole:
            yield first, size
        return
    left = split(size)
    if old <= left:
        yield from _growth(old, first, left, whole=whole)
        yield first + left, size - left
    else:
        yield from _growth(old - left, first + left, size - left, whole=False)
        yield first, left


def check_growth(old: int, new: int, old_root: bytes, new_root: bytes, nodes: list[bytes]) -> None:
    """Raise WrongProof unless the tree only grew (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= new:
        raise WrongProof(f"the log has {new} events, it had {old}")
    if old == new:
        if nodes or old_root != new_root:
            raise WrongProof("two different logs have the same size")
        return
    given = iter(nodes if old & (old - 1) else [old_root, *nodes])
    if _climb(old - 1, new - 1, given) != (old_root, new_root):
        raise WrongProof("the log was rewritten: it does not contain what it was")


def _climb(before: int, after: int, nodes: Iterator[bytes]) -> tuple[bytes, bytes]:
    while before & 1:
        before, after = before >> 1, after >> 1
    one = other = _next(nodes)
    for node in nodes:
        if after == 0:
            raise WrongProof("there are too many nodes")
        if before & 1 or before == after:
            one, other = node_hash(node, one), node_hash(node, other)
            while before and not before & 1:
                before, after = before >> 1, after >> 1
        else:
            other = node_hash(other, node)
        before, after = before >> 1, after >> 1
    if after:
        raise WrongProof("a node is missing")
    return one, other
