"""Proofs over the tree, against the text of RFC 9162 and the vectors of its implementations."""

from __future__ import annotations

import contextlib
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.journal import paths
from carnet.journal.merkle import Frontier, leaf_hash, root_of
from carnet.journal.paths import WrongProof

# The entries and tree heads with which the implementations of Certificate Transparency are tested.
ENTRIES = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
VECTORS = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]
leaves_of = st.integers(1, 140).map(
    lambda size: [leaf_hash(number.to_bytes(2, "big")) for number in range(size)]
)


def mth(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162 (2.1.1), written as its text is."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + mth(leaves[:half]) + mth(leaves[half:])).digest()


def path(place: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 9162 (2.1.3.1)."""
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if place < half:
        return [*path(place, leaves[:half]), mth(leaves[half:])]
    return [*path(place - half, leaves[half:]), mth(leaves[:half])]


def subproof(size: int, leaves: list[bytes], complete: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162 (2.1.4.1)."""
    if size == len(leaves):
        return [] if complete else [mth(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if size <= half:
        return [*subproof(size, leaves[:half], complete), mth(leaves[half:])]
    return [*subproof(size - half, leaves[half:], False), mth(leaves[:half])]


def nodes_of(places: list[int], leaves: list[bytes]) -> list[bytes]:
    return [
        root_of(leaves[first : first + size]) for first, size in paths.needed(places, len(leaves))
    ]


def test_the_known_tree_heads() -> None:
    assert [root_of(VECTORS[:size]).hex() for size in range(1, 9)] == ROOTS


@given(leaves_of, st.data())
def test_the_proof_of_one_leaf_is_the_audit_path_of_the_rfc(
    leaves: list[bytes], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    nodes = nodes_of([place], leaves)
    assert nodes == path(place, leaves)
    assert paths.root_from({place: leaves[place]}, len(leaves), nodes) == mth(leaves)


@given(leaves_of, st.data())
def test_several_leaves_share_one_proof(leaves: list[bytes], data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, len(leaves) - 1), min_size=1)))
    known = {place: leaves[place] for place in places}
    nodes = nodes_of(places, leaves)
    assert paths.root_from(known, len(leaves), nodes) == mth(leaves)
    forged = known | {places[0]: leaf_hash(b"forged")}
    assert paths.root_from(forged, len(leaves), nodes) != mth(leaves)
    with pytest.raises(WrongProof, match="too many"):
        paths.root_from(known, len(leaves), [*nodes, bytes(32)])
    if nodes:
        with pytest.raises(WrongProof, match="missing"):
            paths.root_from(known, len(leaves), nodes[:-1])


@given(leaves_of.filter(lambda leaves: len(leaves) > 1), st.data())
def test_a_leaf_moved_to_another_place_is_refused(leaves: list[bytes], data: st.DataObject) -> None:
    place, other = data.draw(st.permutations(range(len(leaves))))[:2]
    nodes = nodes_of([place], leaves)
    with contextlib.suppress(WrongProof):
        assert paths.root_from({other: leaves[place]}, len(leaves), nodes) != mth(leaves)


@pytest.mark.parametrize("place", [-1, 8, 2**40])
def test_a_place_outside_the_tree_is_refused(place: int) -> None:
    with pytest.raises(WrongProof, match="outside"):
        paths.root_from({place: VECTORS[0]}, 8, [])


@given(leaves_of, st.data())
def test_growth_is_the_consistency_proof_of_the_rfc(
    leaves: list[bytes], data: st.DataObject
) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    nodes = paths.growth(old, len(leaves), lambda at, size: root_of(leaves[at : at + size]))
    assert nodes == subproof(old, leaves)
    before, after = mth(leaves[:old]), mth(leaves)
    paths.check_growth(old, len(leaves), before, after, nodes)
    if old < len(leaves):
        for wrong in ((after, after), (before, before), (bytes(32), after)):
            with pytest.raises(WrongProof):
                paths.check_growth(old, len(leaves), *wrong, nodes)
        with pytest.raises(WrongProof):
            paths.check_growth(old, len(leaves), before, after, [*nodes, bytes(32)])
        with pytest.raises(WrongProof):
            paths.check_growth(old, len(leaves), before, after, nodes[:-1])


@pytest.mark.parametrize(("old", "new"), [(0, 4), (5, 4), (-1, 4)])
def test_a_log_never_shrinks(old: int, new: int) -> None:
    with pytest.raises(WrongProof, match="the log has"):
        paths.check_growth(old, new, bytes(32), bytes(32), [])


def test_two_logs_of_one_size_are_one_log() -> None:
    paths.check_growth(4, 4, bytes(32), bytes(32), [])
    with pytest.raises(WrongProof, match="two different logs"):
        paths.check_growth(4, 4, bytes(32), b"1" * 32, [])


@given(st.integers(0, 700), st.integers(0, 700))
def test_tiles_complete_once_each(first: int, more: int) -> None:
    leaves = [leaf_hash(number.to_bytes(2, "big")) for number in range(first + more)]
    tree = Frontier()
    tree.extend(leaves[:first])
    tiles = tree.take_tiles()
    tree.extend(leaves[first:])
    tiles += tree.take_tiles()
    assert [(tile.level, tile.number) for tile in tiles] == [
        (1, number) for number in range(len(leaves) // 256)
    ]
    assert all(
        tile.hash == root_of(leaves[tile.number * 256 : tile.number * 256 + 256]) for tile in tiles
    )
