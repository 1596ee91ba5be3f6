"""A registered client and what it signs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from falcon.testing import Result, TestClient
from joserfc import jwt
from joserfc.jwk import ECKey

from carnet.api.oauth import actions
from carnet.api.oauth.exchange import ASSERTION_TYPE
from carnet.base import clock
from tests.api.conftest import World

AUDIENCE = "http://localhost:8000/oauth/token"
Sign = Callable[..., dict[str, str]]


@pytest.fixture(scope="session")
def key() -> ECKey:
    return ECKey.generate_key("P-256", {"kid": "one", "use": "sig"})


@pytest.fixture
def client_id(world: World, key: ECKey) -> str:
    keys = {"keys": [key.as_dict(private=False)]}
    actions.register_client("lab-software", world.laboratory, "LaboSoft 3", keys)
    return "lab-software"


@pytest.fixture
def signed(client_id: str, key: ECKey) -> Sign:
    """Make the form of a token request; claims and header can be changed one by one."""

    def sign(
        professional: dict[str, Any] | None = None,
        header: dict[str, Any] | None = None,
        signing_key: Any = None,
        **changes: Any,
    ) -> dict[str, str]:
        now = int(clock.now().timestamp())
        claims: dict[str, Any] = {
            "iss": client_id, "sub": client_id, "aud": AUDIENCE, "iat": now, "exp": now + 120,
            "jti": secrets.token_hex(8),
        }  # fmt: skip
        if professional is not None:
            claims["extensions"] = {"ihe_iua": professional}
        claims = {name: v for name, v in (claims | changes).items() if v is not None}
        assertion = jwt.encode(
            header or {"alg": "ES256", "kid": "one"}, claims, signing_key or key,
            algorithms=["ES256", "RS256", "PS256", "Ed25519", "HS256"],
        )  # fmt: skip
        return {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion,
        }

    return sign


@pytest.fixture
def ask(api: TestClient) -> Callable[..., Result]:
    def post(form: dict[str, str], path: str = "/oauth/token") -> Result:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return api.simulate_post(path, body=urlencode(form), headers=headers)

    return post
