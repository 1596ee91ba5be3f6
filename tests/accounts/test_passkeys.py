"""Passkeys: kept, used, revoked; every answer but the right one is refused and journaled."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carnet.accounts import ceremony, keyring, passkeys
from carnet.accounts.models import Passkey
from carnet.accounts.problems import PasskeyRefused
from carnet.journal.events import NOBODY, EventKind
from tests.accounts.authenticator import Authenticator, text
from tests.accounts.world import ADDRESS, account, events

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder() -> tuple[int, int]:
    """The person and the account."""
    return account()


def registered(account_id: int, **changes: object) -> Authenticator:
    phone = Authenticator(**changes)  # type: ignore[arg-type]
    asked = passkeys.ask_new(account_id)
    passkeys.add(account_id, phone.create(asked.options), asked.challenge, "Mon téléphone")
    return phone


def recognised(phone: Authenticator) -> int:
    asked = ceremony.request()
    found = passkeys.recognise(phone.get(asked.options), asked.challenge, ADDRESS)
    return int(found.pk)


def refused(phone: Authenticator) -> str:
    with pytest.raises(PasskeyRefused) as problem:
        recognised(phone)
    return problem.value.reason


def test_it_opens_its_account(holder: tuple[int, int]) -> None:
    person_id, account_id = holder
    assert recognised(registered(account_id)) == account_id
    [line] = passkeys.listed(account_id)
    assert line.name == "Mon téléphone"
    assert line.last_used_at is not None
    assert EventKind.PASSKEY_ADDED in events(person_id)


def test_the_authenticator_is_told_nothing_of_the_person(holder: tuple[int, int]) -> None:
    asked = json.loads(passkeys.ask_new(holder[1]).options)
    assert asked["user"]["name"] == "nathalie.d"
    assert "DESMAUX" not in json.dumps(asked).upper()
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"


def test_several_are_kept_and_one_is_revoked(holder: tuple[int, int]) -> None:
    person_id, account_id = holder
    first, second = registered(account_id), registered(account_id)
    assert passkeys.remove(account_id, first.credential_id.hex())
    assert refused(first) == "unknown"
    assert recognised(second) == account_id
    assert EventKind.PASSKEY_REMOVED in events(person_id)


def test_nobody_revokes_that_of_another(holder: tuple[int, int]) -> None:
    phone = registered(holder[1])
    assert not passkeys.remove(holder[1] + 1, phone.credential_id.hex())
    assert recognised(phone) == holder[1]


def test_the_same_is_not_kept_twice(holder: tuple[int, int]) -> None:
    phone = registered(holder[1])
    asked = passkeys.ask_new(holder[1])
    assert text(phone.credential_id) in asked.options
    with pytest.raises(PasskeyRefused):
        passkeys.add(holder[1], phone.create(asked.options), asked.challenge, "Encore")


def test_there_is_an_end_to_several(holder: tuple[int, int]) -> None:
    for _number in range(keyring.MOST):
        registered(holder[1])
    with pytest.raises(PasskeyRefused):
        registered(holder[1])


SPOILED: dict[str, Callable[[Authenticator], object]] = {
    "another origin": lambda phone: setattr(phone, "origin", "https://carnet.example.evil"),
    "another house": lambda phone: setattr(phone, "host", "evil.example"),
    "nobody verified": lambda phone: setattr(phone, "verified", False),
    "another key": lambda phone: setattr(phone, "key", Authenticator().key),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_answer_is_refused_and_journaled(holder: tuple[int, int], how: str) -> None:
    phone = registered(holder[1])
    SPOILED[how](phone)
    assert refused(phone) == "answer"
    assert events(holder[0])[-1] == EventKind.PASSKEY_REFUSED


@pytest.mark.parametrize("how", ["another origin", "another house", "nobody verified"])
def test_a_spoiled_passkey_is_not_kept(holder: tuple[int, int], how: str) -> None:
    phone, asked = Authenticator(), passkeys.ask_new(holder[1])
    SPOILED[how](phone)
    with pytest.raises(PasskeyRefused):
        passkeys.add(holder[1], phone.create(asked.options), asked.challenge, "")
    assert not Passkey.objects.exists()


def test_another_challenge_is_refused(holder: tuple[int, int]) -> None:
    phone = registered(holder[1])
    answer = phone.get(ceremony.request().options)
    for challenge in (ceremony.request().challenge, b""):
        with pytest.raises(PasskeyRefused):
            passkeys.recognise(answer, challenge, ADDRESS)


def test_an_empty_challenge_opens_nothing_though_signed(holder: tuple[int, int]) -> None:
    phone = registered(holder[1])
    with pytest.raises(PasskeyRefused):
        passkeys.recognise(phone.get('{"challenge": ""}'), b"", ADDRESS)


def test_an_unknown_passkey_is_journaled_to_nobody(holder: tuple[int, int]) -> None:
    before = events(holder[0])
    assert refused(Authenticator(handle=b"x" * 16)) == "unknown"
    assert events(holder[0]) == before
    assert events(NOBODY)[-1] == EventKind.PASSKEY_REFUSED


def test_a_passkey_does_not_open_the_account_of_another(holder: tuple[int, int]) -> None:
    phone = registered(holder[1])
    phone.handle = Authenticator(handle=b"another account!").handle
    assert refused(phone) == "unknown"


def test_a_counter_that_goes_back_tells_of_a_copy(holder: tuple[int, int]) -> None:
    phone = registered(holder[1], counter=5)
    assert recognised(phone) == holder[1]
    phone.counter = 3
    assert refused(phone) == "counter"
    assert events(holder[0])[-1] == EventKind.PASSKEY_REFUSED


def test_a_counter_that_stops_counting_tells_of_one_too(holder: tuple[int, int]) -> None:
    phone = registered(holder[1], counter=5)
    phone.counter = 0
    assert refused(phone) == "counter"


def test_one_that_never_counts_serves_again(holder: tuple[int, int]) -> None:
    phone = registered(holder[1])
    assert recognised(phone) == recognised(phone) == holder[1]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda more: st.lists(more, max_size=3) | st.dictionaries(st.text(max_size=12), more),
    max_leaves=8,
)
_PARTS = ("clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject")
_ANSWERS = st.fixed_dictionaries(
    {"id": st.text(max_size=9), "rawId": st.text(max_size=9), "type": st.just("public-key")},
    optional={"response": st.fixed_dictionaries(
        {}, optional={part: st.binary(max_size=60).map(text) | st.text(max_size=9)
                      for part in _PARTS})},
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), _JSON.map(json.dumps), _ANSWERS.map(json.dumps)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_answer_is_refused_in_words(answer: str) -> None:
    for check in (
        lambda: ceremony.created(answer, b"challenge"),
        lambda: ceremony.asserted(answer, b"challenge", b"key"),
    ):
        with pytest.raises(PasskeyRefused):
            check()


@pytest.mark.parametrize("answer", ["", "{}", "null", "x" * 20_000, '{"id": "\\u0000"}'])
def test_what_is_no_answer_is_refused(answer: str) -> None:
    with pytest.raises(PasskeyRefused):
        ceremony.named(answer)
