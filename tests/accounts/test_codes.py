import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.accounts import codes
from carnet.base import settings as house

made = st.text(codes.ALPHABET, min_size=codes.LENGTH, max_size=codes.LENGTH)


def test_a_new_code_is_drawn_from_the_alphabet() -> None:
    drawn = {codes.make() for _ in range(50)}
    assert len(drawn) == 50
    assert all(codes.normalise(code) == code for code in drawn)


def test_the_alphabet_holds_no_twins() -> None:
    assert len(set(codes.ALPHABET)) == len(codes.ALPHABET)
    for twins in ("0OQ", "1IL", "2Z", "5S", "8B", "UV"):
        assert not set(twins) & set(codes.ALPHABET), twins


@given(made, st.data())
def test_it_is_read_however_it_is_typed(code: str, data: st.DataObject) -> None:
    gaps = st.sampled_from(["", " ", "-", "\u2011", "\u2013", ".", "\u00a0", "  "])
    typed = "".join(sign + data.draw(gaps) for sign in code)
    assert codes.normalise(data.draw(st.sampled_from([typed, typed.lower()]))) == code
    assert codes.normalise(codes.show(code)) == code


@given(st.text())
def test_any_text_is_a_code_or_refused(typed: str) -> None:
    try:
        found = codes.normalise(typed)
    except codes.BadCode:
        return
    assert len(found) == codes.LENGTH
    assert set(found) <= set(codes.ALPHABET)


def test_it_names_the_sign_that_no_code_holds() -> None:
    with pytest.raises(codes.BadCode) as problem:
        codes.normalise("ACDEF-HJKM0")
    assert problem.value.character == "0"


def test_the_kept_hash_knows_its_code_only() -> None:
    kept = codes.protect("ACDEFHJKMN")
    assert codes.matches("ACDEFHJKMN", kept)
    assert not codes.matches("ACDEFHJKMP", kept)
    assert not codes.matches("ACDEFHJKMN", "")
    assert "ACDEF" not in kept
    assert codes.protect("ACDEFHJKMN") != kept


def test_the_house_makes_each_try_slow() -> None:
    assert house.CODE_HASH_COST >= 2**13
    assert house.PASSWORD_HASHERS == ["carnet.accounts.hashers.LeanArgon2"]
