"""What the provider says of itself: kept a while, within bounds, never over a plain wire."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from joserfc.jwk import OctKey
from pytest_django.fixtures import Settings

from carnet.accounts.openid import fetching, flow, provider
from carnet.accounts.problems import ProviderFailed
from tests.accounts.openid.fake import COME_BACK, ISSUER, PROVIDER, Fake, ec_key
from tests.accounts.openid.test_flow import away, back


def times(fake: Fake, page: str) -> int:
    return sum(request.url.path.endswith(page) for request in fake.asked)


def test_it_is_asked_once_for_many(fake: Fake) -> None:
    for _ in range(3):
        back(fake)
    assert times(fake, "openid-configuration") == 1
    assert times(fake, "jwks") == 1


def test_a_new_key_has_us_ask_again(fake: Fake) -> None:
    back(fake)
    fake.key = ec_key("two")
    fake.published.append(fake.key)
    back(fake)
    back(fake)
    assert times(fake, "jwks") == 2


def test_unknown_keys_do_not_have_us_ask_each_time(fake: Fake) -> None:
    back(fake)
    fake.key = ec_key("unknown")
    for _ in range(5):
        with pytest.raises(ProviderFailed):
            back(fake)
    assert times(fake, "jwks") == 2


def test_a_secret_key_is_not_published(fake: Fake) -> None:
    fake.published[:] = [OctKey.generate_key(256)]
    with pytest.raises(ProviderFailed):
        back(fake)


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"authorization_endpoint": None},
        {"authorization_endpoint": "http://fc.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": ["https://fc.example/authorize"]},
    ],
    ids=str,
)
def test_a_discovery_that_does_not_hold_is_refused(fake: Fake, changes: dict[str, Any]) -> None:
    fake.discovery |= changes
    with pytest.raises(ProviderFailed):
        flow.begin(PROVIDER, COME_BACK)


def slow(_request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("nothing came")


def gone(_request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no route")


def elsewhere(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(302, headers={"Location": f"{ISSUER}/jwks"})


SPOILT = [
    slow,
    gone,
    elsewhere,
    lambda _request: httpx.Response(500),
    lambda _request: httpx.Response(429),
    lambda _request: httpx.Response(200, text="<html>maintenance</html>"),
    lambda _request: httpx.Response(200, json=["a", "list"]),
    lambda _request: httpx.Response(200, json={}),
    lambda _request: httpx.Response(200, content=b"\xff\xfe"),
    lambda _request: httpx.Response(200, content=b"x" * (fetching.LONGEST + 1)),
    lambda _request: httpx.Response(
        200, text="not.a.token", headers={"Content-Type": "application/jwt"}
    ),
]


@pytest.mark.parametrize("page", ["openid-configuration", "jwks", "token", "userinfo"])
@pytest.mark.parametrize("spoilt", range(len(SPOILT)))
def test_whatever_it_answers_we_say_that_it_failed(fake: Fake, page: str, spoilt: int) -> None:
    fake.instead[page] = SPOILT[spoilt]
    with pytest.raises(ProviderFailed):
        back(fake, away(fake))


def test_its_redirects_are_not_followed(fake: Fake) -> None:
    fake.instead["token"] = elsewhere
    with pytest.raises(ProviderFailed):
        back(fake)
    assert times(fake, "jwks") == 0


def test_a_failure_is_not_kept(fake: Fake) -> None:
    fake.instead["openid-configuration"] = slow
    with pytest.raises(ProviderFailed):
        away(fake)
    fake.instead.clear()
    assert back(fake)


def test_a_drip_ends(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PATIENCE", -1.0)
    with pytest.raises(ProviderFailed):
        away(fake)


def test_nothing_is_configured_by_halves(settings: Settings) -> None:
    settings.FRANCECONNECT_ISSUER, settings.FRANCECONNECT_CLIENT_ID = f"{ISSUER}/", ""
    assert provider.configured() is None
    settings.FRANCECONNECT_CLIENT_ID = "carnet"
    found = provider.configured()
    assert found is not None
    assert found.issuer == ISSUER


def test_a_plain_wire_is_for_demonstrations(fake: Fake, settings: Settings) -> None:
    plain = provider.Provider("http://fc.example", "carnet", "", "eidas2")
    fake.discovery = {"issuer": plain.issuer, "jwks_uri": "http://fc.example/jwks"}
    assert plain.endpoint("jwks_uri")
    settings.PRODUCTION = True
    assert plain.optional("jwks_uri") == ""
