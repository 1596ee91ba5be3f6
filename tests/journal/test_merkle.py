"""The log is a Merkle tree of RFC 9162, which only grows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import row
from carnet.journal import seals
from carnet.journal.events import EventKind, record
from carnet.journal.leaves import COLUMNS
from carnet.journal.merkle import Frontier, root_of

DOCTOR = Actor(ActorKind.PROFESSIONAL, 3, organization_id=4, software="Logiciel 2.1")
Sealing = Callable[[], int]


def _tree(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, written as its text is."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + _tree(leaves[:half]) + _tree(leaves[half:])).digest()


def _consistency(size: int, leaves: list[bytes], complete: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162, section 2.1.4.1."""
    if size == len(leaves):
        return [] if complete else [_tree(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if size <= half:
        return [*_consistency(size, leaves[:half], complete), _tree(leaves[half:])]
    return [*_consistency(size - half, leaves[half:], False), _tree(leaves[:half])]


def _is_consistent(first: int, second: int, old: bytes, new: bytes, proof: list[bytes]) -> bool:
    """Verify a consistency proof: RFC 9162, section 2.1.4.2."""
    if first == second:
        return old == new and not proof
    path = [old, *proof] if first & (first - 1) == 0 else proof
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for node in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr = hashlib.sha256(b"\1" + node + fr).digest()
            sr = hashlib.sha256(b"\1" + node + sr).digest()
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = hashlib.sha256(b"\1" + sr + node).digest()
        fn, sn = fn >> 1, sn >> 1
    return fr == old and sr == new and sn == 0


@pytest.mark.django_db(transaction=True)
def test_each_seal_contains_the_one_before(seal_all: Sealing) -> None:
    for number in (1, 2, 5, 8, 3):
        for _ in range(number):
            record(EventKind.DOCUMENT_READ, 7, DOCTOR)
        seal_all()
    chain = list(seals.after(0))
    leaves = [leaf for seal in chain for leaf in seal.hashes()]
    for old in chain:
        for new in chain[old.seal_no - 1 :]:
            proof = _consistency(old.tree_size, leaves[: new.tree_size])
            sizes = (old.tree_size, new.tree_size)
            assert _is_consistent(*sizes, old.root, new.root, proof)
            if old is not new:
                assert not _is_consistent(*sizes, new.root, new.root, proof)


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70), st.integers(0, 70))
def test_the_frontier_grows_as_the_tree_of_the_rfc(leaves: list[bytes], cut: int) -> None:
    assert root_of(leaves) == _tree(leaves)
    frontier = Frontier()
    frontier.extend(leaves[:cut])
    resumed = Frontier(frontier.size, frontier.peaks)
    resumed.extend(leaves[cut:])
    assert resumed.root() == _tree(leaves)


@pytest.mark.django_db(transaction=True)
def test_the_leaf_is_what_the_documentation_says(seal_all: Sealing) -> None:
    """Computed here from the stored columns alone, with nothing of the house."""
    record(EventKind.DOCUMENT_READ, 7, DOCTOR, entry_no=3, detail={"é": 1})
    seal_all()
    names = [name.strip() for name in COLUMNS.split(",")]
    found = row(
        "SELECT int8send(xid) || int8send(mac) || int8send((extract(epoch FROM at)*1e6)::bigint)"
        " || int8send(person_id) || int8send(actor_id) || int4send(nonce)"
        " || int4send(organization_id) || int4send(entry_no) || int4send(context_id)"
        " || int2send(kind) || int2send(actor_kind) || int2send(rule) || int2send(policy)"
        " || int2send(purpose) || convert_to(detail, 'UTF8') FROM journal_event"
    )
    assert found is not None
    assert names[-1] == "detail"
    [seal] = seals.after(0)
    assert seal.hashes() == [hashlib.sha256(b"\0" + bytes(found[0])).digest()]
