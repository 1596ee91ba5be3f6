"""Short fields sealed with the service's key."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carnet.vault import fields
from carnet.vault.problems import IntegrityProblem

SETTINGS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture(autouse=True)
def fresh(data: object) -> None:
    fields._cipher.cache_clear()


@SETTINGS
@given(st.binary(max_size=200), st.binary(max_size=20))
def test_it_opens_what_it_sealed(value: bytes, aad: bytes) -> None:
    sealed = fields.seal(value, aad)
    assert fields.unseal(sealed, aad) == value
    assert fields.seal(value, aad) != sealed


@SETTINGS
@given(st.binary(max_size=50), st.data())
def test_anything_else_is_refused(value: bytes, draw: st.DataObject) -> None:
    sealed = bytearray(fields.seal(value, b"row 1"))
    with pytest.raises(IntegrityProblem):
        fields.unseal(bytes(sealed), b"row 2")
    place = draw.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << draw.draw(st.integers(0, 7))
    with pytest.raises(IntegrityProblem):
        fields.unseal(bytes(sealed), b"row 1")


@pytest.mark.parametrize("size", [0, 5, 12, 27])
def test_a_cut_field_is_refused(size: int) -> None:
    with pytest.raises(IntegrityProblem):
        fields.unseal(fields.seal(b"", b"")[:size], b"")
