"""Opaque identifiers: they lead back to their thing, and to nothing else."""

from __future__ import annotations

import hmac
import uuid

from hypothesis import given
from hypothesis import strategies as st

from carnet.base.ids import Kind, Pointer, blind, conceal, reveal
from carnet.base.secrets import secret

pointers = st.builds(
    Pointer,
    kind=st.sampled_from(Kind),
    person_id=st.integers(0, 2**48 - 1),
    number=st.integers(0, 2**32 - 1),
    version=st.integers(0, 2**16 - 1),
)


@given(pointers)
def test_it_leads_back(pointer: Pointer) -> None:
    assert reveal(str(conceal(pointer))) == pointer


@given(pointers, pointers)
def test_two_things_never_share_one(one: Pointer, other: Pointer) -> None:
    assert (conceal(one) == conceal(other)) == (one == other)


@given(st.uuids())
def test_a_guess_leads_nowhere(guess: uuid.UUID) -> None:
    assert reveal(guess) is None


@given(st.text(max_size=80))
def test_any_text_is_refused_quietly(text: str) -> None:
    assert reveal(text) is None


def test_neighbours_do_not_look_alike() -> None:
    first, second = (conceal(Pointer(Kind.ENTRY, 7, number, 1)) for number in (1, 2))
    same = sum(a == b for a, b in zip(first.hex, second.hex, strict=True))
    assert same < 16


def test_a_blind_index_is_an_hmac() -> None:
    expected = hmac.digest(secret("index.key"), "a:é".encode(), "sha256")[:16]
    assert blind("a", "é") == expected


def test_a_blind_index_depends_on_its_namespace() -> None:
    assert blind("a", "x") == blind("a", "x")
    assert blind("a", "x") != blind("b", "x")
