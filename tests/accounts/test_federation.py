"""Reading the traits that a provider tells, and recognising whom they are of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.accounts import federation
from carnet.accounts.models import FederatedIdentity
from carnet.accounts.problems import NotRecognised
from carnet.base.database import rows
from tests.accounts.world import MOTHER, enrol

ISSUER = "https://fc.example/api/v2"
CLAIMS = {
    "sub": "abc123v1",
    "family_name": "Desmaux",
    "given_name": "Marie-Nathalie",
    "gender": "female",
    "birthdate": "1985-08-14",
    "birthplace": "14168",
    "birthcountry": "99100",
    "email": "nathalie@example.org",
}


def read(**changes: Any) -> federation.Identity:
    return federation.read(ISSUER, CLAIMS | changes)


@pytest.mark.django_db
def test_spellings_of_the_register_and_of_the_provider_meet() -> None:
    [outcome] = enrol(MOTHER)
    assert federation.recognise(read()).person_id == outcome.person_id
    assert federation.recognise(read()).account is None


@pytest.mark.django_db
def test_the_name_that_the_provider_gives_is_not_kept() -> None:
    enrol(MOTHER)
    federation.recognise(read())
    assert FederatedIdentity.objects.count() == 1
    [(kept,)] = rows("SELECT accounts_federated_identity::text FROM accounts_federated_identity")
    assert "abc123v1" not in kept
    assert b"abc123v1".hex() not in kept


@pytest.mark.django_db
def test_the_same_name_at_another_provider_is_another_one() -> None:
    enrol(MOTHER)
    federation.recognise(read())
    with pytest.raises(NotRecognised):
        federation.recognise(federation.read("https://other.example", CLAIMS))


def test_the_country_stands_for_the_place_of_those_born_abroad() -> None:
    assert read(birthcountry="99139", birthplace="").birth_place == "99139"
    assert read(birthcountry="99139", birthplace="ignored").birth_place == "99139"
    assert read(birthcountry="").birth_place == "14168"


@pytest.mark.parametrize(
    "changes",
    [
        {"birthdate": "1985-00-00"},
        {"birthdate": "1985"},
        {"birthdate": ""},
        {"birthdate": 19850814},
        {"gender": "unspecified"},
        {"family_name": ""},
        {"given_name": None},
        {"given_name": "x" * 256},
        {"sub": ""},
        {"sub": "x" * 256},
        {"birthplace": "", "birthcountry": "99100"},
        {"birthplace": "", "birthcountry": ""},
    ],
    ids=str,
)
def test_a_trait_that_lacks_recognises_nobody(changes: dict[str, Any]) -> None:
    with pytest.raises(NotRecognised):
        read(**changes)


def test_an_address_that_is_none_is_left_out() -> None:
    assert read(email="not an address").email == ""
    assert read(email=None).email == ""


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(sorted(CLAIMS)), ANYTHING))
def test_whatever_is_told_it_is_read_or_refused(changes: dict[str, Any]) -> None:
    try:
        identity = read(**changes)
    except NotRecognised:
        return
    assert identity.birth_name
    assert identity.sex in {"F", "M"}
