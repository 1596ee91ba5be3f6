"""POST /oauth/token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import override_settings
from falcon.testing import Result, TestClient
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from carnet.access.facts import ActorKind, Purpose
from carnet.accounts import attempts
from carnet.api.oauth import actions, tokens
from carnet.api.oauth.models import Token
from carnet.base import clock
from carnet.journal.events import NOBODY
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from tests.api.conftest import World
from tests.api.oauth.conftest import Sign

Ask = Callable[..., Result]
DOCTOR = {"person_id": "810001234516", "subject_name": "Paul MEDECIN", "subject_role": "G15_10"}


def test_it_names_the_acting_professional(world: World, signed: Sign, ask: Ask) -> None:
    purpose = [{"system": "urn:oid:1.2.250.1.213.1.1.4.248", "code": "centre_15"}]
    answer = ask(
        signed(DOCTOR | {"purpose_of_use": purpose, "subject_organization_id": "1920000684"})
    )
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json["token_type"] == "Bearer"
    assert answer.json["expires_in"] == 1800
    assert answer.json["scope"].split() == [
        "record:deposit", "record:read", "record:consent", "professional:notices",
    ]  # fmt: skip
    actor = tokens.check(answer.json["access_token"]).actor
    assert (actor.kind, actor.actor_id) == (ActorKind.PROFESSIONAL, world.doctor)
    assert (actor.organization_id, actor.software) == (world.laboratory, "LaboSoft 3")
    assert actor.purpose is Purpose.EMERGENCY_REGULATION


def test_without_a_professional_it_only_deposits(world: World, signed: Sign, ask: Ask) -> None:
    answer = ask(signed())
    assert answer.json["scope"] == "record:deposit"
    assert tokens.check(answer.json["access_token"]).actor.kind is ActorKind.ORGANIZATION
    refused = ask(signed() | {"scope": "record:read"})
    assert (refused.status_code, refused.json["error"]) == (400, "invalid_scope")


def test_only_the_hash_is_kept(signed: Sign, ask: Ask) -> None:
    token = ask(signed()).json["access_token"]
    kept = Token.objects.get()
    assert bytes(kept.token_hash) == actions.digest(token)


@pytest.mark.parametrize(
    ("alg", "key"),
    [
        ("RS256", RSAKey.generate_key(2048, {"kid": "other"})),
        ("PS256", RSAKey.generate_key(2048, {"kid": "other"})),
        ("Ed25519", OKPKey.generate_key("Ed25519", {"kid": "other"})),
    ],
)
def test_it_takes_the_listed_algorithms(
    world: World, signed: Sign, ask: Ask, alg: str, key: Any
) -> None:
    keys = {"keys": [key.as_dict(private=False)]}
    actions.register_client("lab-software", world.laboratory, "LaboSoft 3", keys)
    assert ask(signed(header={"alg": alg, "kid": "other"}, signing_key=key)).status_code == 200


def test_a_symmetric_algorithm_is_refused(signed: Sign, ask: Ask) -> None:
    secret = OctKey.import_key("a" * 64)
    answer = ask(signed(header={"alg": "HS256", "kid": "one"}, signing_key=secret))
    assert (answer.status_code, answer.json["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"aud": "https://elsewhere.example/token"}, "aud"),
        ({"sub": "another"}, "sub"),
        ({"iss": "another"}, "unknown"),
        ({"jti": ""}, "jti"),
        ({"jti": None}, "jti"),
        ({"exp": 1}, "exp"),
        ({"exp": 4102444800}, "300 seconds"),
        ({"iat": 4102444800, "exp": 4102444900}, "iat"),
        ({"nbf": 4102444800}, "nbf"),
        ({"aud": 12}, "aud"),
    ],
)
def test_a_wrong_claim_is_named(signed: Sign, ask: Ask, changes: dict[str, Any], told: str) -> None:
    answer = ask(signed(**changes))
    assert (answer.status_code, answer.json["error"]) == (401, "invalid_client")
    assert told in answer.json["error_description"]


def test_a_signature_by_another_key_is_refused(signed: Sign, ask: Ask) -> None:
    stolen = ECKey.generate_key("P-256", {"kid": "one"})
    assert ask(signed(signing_key=stolen)).status_code == 401


def test_an_assertion_serves_once(signed: Sign, ask: Ask) -> None:
    form = signed()
    assert ask(form).status_code == 200
    again = ask(form)
    assert (again.status_code, "jti" in again.json["error_description"]) == (401, True)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"purpose_of_use": "curiosity"}, "purpose_of_use: expected one of normal"),
        ({"person_id": "10009999995"}, "person_id"),
        ({"subject_role": "G15_60"}, "subject_role: expected G15_10"),
        ({"subject_organization_id": "1750000093"}, "subject_organization_id"),
        ({"person_id": 12}, "person_id: expected a text"),
    ],
)
def test_a_wrong_professional_is_named(
    signed: Sign, ask: Ask, change: dict[str, Any], told: str
) -> None:
    answer = ask(signed(DOCTOR | change))
    assert (answer.status_code, answer.json["error"]) == (400, "invalid_request")
    assert told in answer.json["error_description"]


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({}, 400, "unsupported_grant_type"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, 400, "invalid_request"),
    ],
)
def test_a_form_that_lacks_something(
    world: World, ask: Ask, form: dict[str, str], status: int, error: str
) -> None:
    answer = ask(form)
    assert (answer.status_code, answer.json["error"]) == (status, error)


@pytest.mark.parametrize("assertion", ["", "a.b.c", "é" * 40, "x" * 20_000, "e30.e30.e30"])
def test_an_assertion_that_is_none(world: World, signed: Sign, ask: Ask, assertion: str) -> None:
    answer = ask(signed() | {"client_assertion": assertion})
    assert (answer.status_code, answer.json["error"]) == (401, "invalid_client")


def test_a_token_given_or_refused_leaves_a_trace(world: World, signed: Sign, ask: Ask) -> None:
    ask(signed(DOCTOR))
    ask(signed(DOCTOR | {"person_id": "10009999995"}))
    ask(signed(aud="https://elsewhere.example/token"))
    ask(signed(iss="another"))
    told = [(one.kind, one.organization_id, one.detail) for one in history(NOBODY)]
    assert told[::-1] == [
        (EventKind.TOKEN_ISSUED, world.laboratory, {"professional": world.doctor}),
        (EventKind.TOKEN_REFUSED, world.laboratory, {"error": "invalid_request"}),
        (EventKind.TOKEN_REFUSED, world.laboratory, {"error": "invalid_client"}),
        (EventKind.TOKEN_REFUSED, 0, {"error": "invalid_client"}),
    ]
    assert {one.actor_kind for one in history(NOBODY)} == {ActorKind.ORGANIZATION}


@override_settings(TRUSTED_PROXIES=1)
def test_behind_a_proxy_it_is_the_visitor_who_is_slowed(api: TestClient, signed: Sign) -> None:
    stolen = ECKey.generate_key("P-256", {"kid": "one"})

    def ask_from(address: str, form: dict[str, str]) -> int:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"192.0.2.99, {address}",
        }
        answer = api.simulate_post("/oauth/token", body=urlencode(form), headers=headers)
        return int(answer.status_code)

    for _ in range(11):
        ask_from("192.0.2.1", signed(signing_key=stolen))
    assert ask_from("192.0.2.1", signed()) == 429
    assert ask_from("192.0.2.2", signed()) == 200


@override_settings(TRUSTED_PROXIES=1)
def test_wrong_assertions_from_one_network_are_slowed_by_organisation(
    api: TestClient, signed: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(attempts.LIMITS, "organization", attempts.Limits(3, 50))
    stolen = ECKey.generate_key("P-256", {"kid": "one"})

    def ask_from(address: str, form: dict[str, str]) -> int:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address,
        }  # fmt: skip
        answer = api.simulate_post("/oauth/token", body=urlencode(form), headers=headers)
        return int(answer.status_code)

    for number in range(4):
        assert ask_from(f"192.0.2.{number}", signed(signing_key=stolen)) == 401
    assert ask_from("192.0.2.9", signed()) == 429
    assert ask_from("198.51.100.1", signed()) == 200  # the organisation itself is elsewhere


def test_wrong_assertions_in_series_are_slowed(signed: Sign, ask: Ask) -> None:
    stolen = ECKey.generate_key("P-256", {"kid": "one"})
    codes = [ask(signed(signing_key=stolen)).status_code for _ in range(12)]
    assert codes[:10] == [401] * 10
    slowed = ask(signed())
    assert slowed.status_code == 429
    assert int(slowed.headers["retry-after"]) >= 1
    with clock.moved(timedelta(minutes=10)):
        assert ask(signed()).status_code == 200
