import pytest

from carnet.vault import keys, personal
from carnet.vault.problems import IntegrityProblem, KeyAbsent, KeyDestroyed

ANA, BEN = 910_001, 910_002


@pytest.fixture(autouse=True)
def _keys() -> None:
    for person_id in (ANA, BEN):
        keys.store().create(person_id)


def test_what_is_sealed_opens_for_the_same_person_and_place() -> None:
    sealed = personal.seal(ANA, b"172", b"height")
    assert b"172" not in sealed
    assert personal.unseal(ANA, sealed, b"height") == b"172"


def test_twice_sealed_is_never_the_same() -> None:
    assert personal.seal(ANA, b"172", b"height") != personal.seal(ANA, b"172", b"height")


@pytest.mark.parametrize(("person_id", "aad"), [(BEN, b"height"), (ANA, b"weight")])
def test_it_opens_nowhere_else(person_id: int, aad: bytes) -> None:
    sealed = personal.seal(ANA, b"172", b"height")
    with pytest.raises(IntegrityProblem):
        personal.unseal(person_id, sealed, aad)


@pytest.mark.parametrize("damaged", [b"", b"x", bytes(40)])
def test_damage_is_told(damaged: bytes) -> None:
    with pytest.raises(IntegrityProblem):
        personal.unseal(ANA, damaged, b"height")


def test_it_ends_with_the_key() -> None:
    keys.store().create(910_003)
    sealed = personal.seal(910_003, b"172", b"height")
    keys.store().destroy(910_003)
    with pytest.raises((KeyDestroyed, KeyAbsent)):
        personal.unseal(910_003, sealed, b"height")
