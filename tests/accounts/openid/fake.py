"""A provider on the other end of the wire, of which any answer can be spoilt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from carnet.accounts.openid.provider import Provider
from carnet.base import clock

ISSUER = "https://fc.example/api/v2"
PROVIDER = Provider(ISSUER, "carnet", "a very secret word", "eidas2")
COME_BACK = "https://carnet.example/retour/"
DISCOVERY = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "userinfo_endpoint": f"{ISSUER}/userinfo",
    "jwks_uri": f"{ISSUER}/jwks",
    "end_session_endpoint": f"{ISSUER}/session/end",
    "token_endpoint_auth_methods_supported": ["client_secret_post"],
}
Handler = Callable[[httpx.Request], httpx.Response]


def ec_key(kid: str = "one") -> ECKey:
    return ECKey.generate_key("P-256", parameters={"kid": kid, "use": "sig"})


@dataclass
class Fake:
    """Its answers; a test spoils what it is about."""

    nonce: str = ""
    key: ECKey | RSAKey = field(default_factory=ec_key)
    published: list[Any] = field(default_factory=list)
    discovery: dict[str, Any] = field(default_factory=lambda: dict(DISCOVERY))
    id_claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=lambda: {"sub": "abc"})
    instead: dict[str, Handler] = field(default_factory=dict)  # by last part of the path
    asked: list[httpx.Request] = field(default_factory=list)
    id_token: str = ""
    signed_userinfo: bool = True

    def __post_init__(self) -> None:
        self.published.append(self.key)

    def answer(self, request: httpx.Request) -> httpx.Response:
        """What it answers to one request."""
        self.asked.append(request)
        page = request.url.path.rpartition("/")[2]
        return self.instead.get(page, getattr(self, page.replace("-", "_"), _absent))(request)

    def openid_configuration(self, _request: httpx.Request) -> httpx.Response:
        """Discovery."""
        return httpx.Response(200, json=self.discovery)

    def jwks(self, _request: httpx.Request) -> httpx.Response:
        """Public keys."""
        return httpx.Response(
            200, json={"keys": [key.as_dict(private=False) for key in self.published]}
        )

    def token(self, _request: httpx.Request) -> httpx.Response:
        """The id_token."""
        token = self.id_token or self.signed(self.claims())
        return httpx.Response(200, json={"access_token": "opaque", "id_token": token})

    def userinfo(self, _request: httpx.Request) -> httpx.Response:
        """The traits, signed unless told."""
        if not self.signed_userinfo:
            return httpx.Response(200, json=self.told)
        words = {"iss": ISSUER, "aud": PROVIDER.client_id} | self.told
        return httpx.Response(
            200, text=self.signed(words), headers={"Content-Type": "application/jwt"}
        )

    def claims(self) -> dict[str, Any]:
        """Those of the id_token; a change to None takes one away."""
        now = int(clock.now().timestamp())
        sound = {
            "iss": ISSUER, "aud": PROVIDER.client_id, "sub": "abc", "nonce": self.nonce,
            "iat": now, "exp": now + 60, "acr": "eidas2",
        }  # fmt: skip
        return {
            name: value for name, value in (sound | self.id_claims).items() if value is not None
        }

    def signed(self, claims: dict[str, Any]) -> str:
        """A JWT of this provider's key."""
        algorithm = "RS256" if isinstance(self.key, RSAKey) else "ES256"
        header = {"alg": algorithm, "kid": self.key.kid} | self.header
        return jwt.encode(header, claims, self.key, algorithms=[header["alg"]])


def _absent(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(404)


current: list[Fake] = []


def transport() -> httpx.MockTransport:
    """Answers with the fake of the test under way."""
    return httpx.MockTransport(_answer)


def _answer(request: httpx.Request) -> httpx.Response:
    return current[-1].answer(request)
