"""The way out and back: what is asked, what is believed, what is refused."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from carnet.accounts.openid import flow
from carnet.accounts.problems import Cancelled, ProviderFailed, StaleSignIn
from carnet.base import clock
from tests.accounts.openid.fake import COME_BACK, ISSUER, PROVIDER, Fake, ec_key


def away(fake: Fake) -> flow.Pending:
    """Leave for the provider."""
    _address, pending = flow.begin(PROVIDER, COME_BACK)
    fake.nonce = pending.nonce
    return pending


def back(fake: Fake, pending: flow.Pending | None = None, **changes: str) -> flow.Told:
    """Come back with a good answer, but for these changes."""
    pending = pending or away(fake)
    answer = {"code": "a-code", "state": pending.state} | changes
    return flow.finish(PROVIDER, pending, answer, COME_BACK)


def asked(request: httpx.Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(request.content.decode()).items()}


def test_it_asks_for_a_code_with_a_challenge(fake: Fake) -> None:
    address, pending = flow.begin(PROVIDER, COME_BACK)
    assert address.startswith(f"{ISSUER}/authorize?")
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    digest = hashlib.sha256(pending.verifier.encode()).digest()
    assert query["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert query["code_challenge_method"] == "S256"
    assert query["response_type"] == "code"
    assert query["acr_values"] == "eidas2"
    assert query["redirect_uri"] == COME_BACK
    assert {"openid", "birthplace", "birthcountry", "birthdate"} <= set(query["scope"].split())
    assert (query["state"], query["nonce"]) == (pending.state, pending.nonce)
    assert pending.verifier not in address


def test_no_two_ways_out_are_alike(fake: Fake) -> None:
    one, other = away(fake), away(fake)
    assert not {one.state, one.nonce, one.verifier} & {other.state, other.nonce, other.verifier}


def test_a_good_answer_tells_who_it_is(fake: Fake) -> None:
    fake.told |= {"family_name": "GIRARD"}
    pending = away(fake)
    assert back(fake, pending).claims["family_name"] == "GIRARD"
    [exchange] = [request for request in fake.asked if request.url.path.endswith("/token")]
    assert asked(exchange) == {
        "grant_type": "authorization_code", "code": "a-code", "redirect_uri": COME_BACK,
        "code_verifier": pending.verifier, "client_id": "carnet",
        "client_secret": "a very secret word",
    }  # fmt: skip
    [told] = [request for request in fake.asked if request.url.path.endswith("/userinfo")]
    assert told.headers["Authorization"] == "Bearer opaque"


def test_a_provider_may_want_the_secret_in_the_header(fake: Fake) -> None:
    del fake.discovery["token_endpoint_auth_methods_supported"]
    back(fake)
    [exchange] = [request for request in fake.asked if request.url.path.endswith("/token")]
    assert exchange.headers["Authorization"].startswith("Basic ")
    assert "client_secret" not in asked(exchange)


def test_userinfo_may_be_plain(fake: Fake) -> None:
    fake.signed_userinfo = False
    assert back(fake).claims == {"sub": "abc"}


def test_an_rsa_key_will_do(fake: Fake) -> None:
    fake.key = RSAKey.generate_key(2048, parameters={"kid": "rsa"})
    fake.published[:] = [fake.key]
    assert back(fake).claims["sub"] == "abc"


NOW_AND_THEN: list[dict[str, Any]] = [
    {"nonce": "another"},
    {"nonce": None},
    {"aud": "another"},
    {"aud": None},
    {"aud": ["another"]},
    {"aud": ["carnet", "another"]},
    {"azp": "another"},
    {"iss": "https://evil.example"},
    {"iss": ISSUER + "/"},
    {"iss": None},
    {"sub": None},
    {"sub": ["abc"]},
    {"exp": 1},
    {"exp": None},
    {"exp": "tomorrow"},
    {"iat": 99999999999},
    {"iat": None},
    {"acr": "eidas1"},
    {"acr": None},
    {"acr": ["eidas2"]},
]


@pytest.mark.parametrize("claims", NOW_AND_THEN, ids=str)
def test_a_token_of_which_one_claim_does_not_hold_is_refused(
    fake: Fake, claims: dict[str, Any]
) -> None:
    fake.id_claims = claims
    with pytest.raises(ProviderFailed):
        back(fake)


@pytest.mark.parametrize(
    "claims", [{"acr": "eidas3"}, {"aud": ["carnet"]}, {"aud": ["carnet", "x"], "azp": "carnet"}]
)
def test_other_sound_claims_are_believed(fake: Fake, claims: dict[str, Any]) -> None:
    fake.id_claims = claims
    assert back(fake).claims["sub"] == "abc"


def test_a_token_expires(fake: Fake) -> None:
    fake.nonce = away(fake).nonce
    token = fake.signed(fake.claims())
    with clock.moved(timedelta(minutes=3)):
        pending = away(fake)
        fake.id_token = token
        with pytest.raises(ProviderFailed):
            back(fake, replace(pending, nonce=fake.nonce))


def segment(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_a_token_that_nobody_signed_is_refused(fake: Fake) -> None:
    pending = away(fake)
    claims = segment(fake.claims())
    for algorithm in ("none", "None", "NONE", ""):
        fake.id_token = f"{segment({'alg': algorithm})}.{claims}."
        with pytest.raises(ProviderFailed):
            back(fake, pending)


def test_a_token_signed_with_our_own_secret_is_refused(fake: Fake) -> None:
    pending = away(fake)
    key = OctKey.import_key(PROVIDER.client_secret.ljust(32, "x"))
    fake.id_token = jwt.encode({"alg": "HS256"}, fake.claims(), key, algorithms=["HS256"])
    with pytest.raises(ProviderFailed):
        back(fake, pending)


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(fake: Fake) -> None:
    pending = away(fake)
    signed = f"{segment({'alg': 'HS256', 'kid': 'one'})}.{segment(fake.claims())}"
    mac = hmac.digest(fake.key.as_pem(private=False), signed.encode(), "sha256")
    fake.id_token = f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"
    with pytest.raises(ProviderFailed):
        back(fake, pending)


def test_a_token_of_a_stranger_s_key_is_refused(fake: Fake) -> None:
    pending = away(fake)
    fake.key = ec_key()  # the same name, not the published one
    with pytest.raises(ProviderFailed):
        back(fake, pending)


def test_a_key_inside_the_token_is_not_believed(fake: Fake) -> None:
    pending = away(fake)
    stranger = ec_key()
    fake.key, fake.header = stranger, {"jwk": stranger.as_dict(private=False)}
    with pytest.raises(ProviderFailed):
        back(fake, pending)


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "....", "é.é.é", "{}", "a" * 10_000])
def test_junk_is_no_token(fake: Fake, token: str) -> None:
    pending = away(fake)
    fake.id_token = token or " "
    with pytest.raises(ProviderFailed):
        back(fake, pending)


def test_userinfo_of_somebody_else_is_refused(fake: Fake) -> None:
    fake.told = {"sub": "another"}
    with pytest.raises(ProviderFailed):
        back(fake)


@pytest.mark.parametrize("told", [{"aud": "another"}, {"iss": "https://evil.example"}])
def test_signed_userinfo_for_somebody_else_is_refused(fake: Fake, told: dict[str, str]) -> None:
    fake.told |= told
    with pytest.raises(ProviderFailed):
        back(fake)


def test_an_answer_of_another_sign_in_is_stale(fake: Fake) -> None:
    with pytest.raises(StaleSignIn):
        back(fake, state="another")


def test_an_answer_from_another_issuer_is_a_mix_up(fake: Fake) -> None:
    assert back(fake, iss=ISSUER)
    with pytest.raises(ProviderFailed):
        back(fake, iss="https://evil.example")


def test_a_provider_that_names_itself_must_do_so(fake: Fake) -> None:
    fake.discovery["authorization_response_iss_parameter_supported"] = True
    with pytest.raises(ProviderFailed):
        back(fake)


@pytest.mark.parametrize(
    ("error", "problem"),
    [("access_denied", Cancelled), ("login_required", Cancelled), ("server_error", ProviderFailed)],
)
def test_errors_of_the_provider_are_told_apart(
    fake: Fake, error: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        back(fake, error=error)


def test_signing_out_there_asks_to_come_back(fake: Fake) -> None:
    address = flow.farewell(PROVIDER, "a.b.c", COME_BACK, "xyz.fr")
    assert parse_qs(urlsplit(address).query) == {
        "id_token_hint": ["a.b.c"], "post_logout_redirect_uri": [COME_BACK], "state": ["xyz.fr"],
    }  # fmt: skip
    assert address.startswith(f"{ISSUER}/session/end?")


def test_a_provider_without_such_a_page_is_left_alone(fake: Fake) -> None:
    del fake.discovery["end_session_endpoint"]
    assert flow.farewell(PROVIDER, "a.b.c", COME_BACK, "") == ""
