"""Verifies what a client signs to prove who it is: private_key_jwt (RFC 7523, OpenID Core 9)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry, deserialize_compact, extract_compact

from carnet.api.oauth.errors import invalid_client
from carnet.base import clock, shapes
from carnet.base.database import execute, row

ALGORITHMS = ("ES256", "RS256", "PS256", "Ed25519", "EdDSA")
MAX_AGE = 300  # seconds between iat and exp
LEEWAY = 30  # seconds that two clocks may differ
MAX_LENGTH = 16_384


class _Registry(JWSRegistry):
    """Reads the older name of Ed25519, which most libraries still write (RFC 9864)."""

    def get_alg(self, name: str) -> Any:
        return super().get_alg("Ed25519" if name == "EdDSA" else name)


_REGISTRY = _Registry(algorithms=ALGORITHMS)


@dataclass(frozen=True, slots=True)
class Client:
    """A registered software, as the token door needs it."""

    client_id: str
    organization_id: int
    jwks: dict[str, Any]
    scopes: str
    software: str


class Claims(msgspec.Struct):
    """The claims of a client assertion; ``extensions`` may name the acting professional."""

    iss: str
    sub: str
    aud: str | list[str]
    exp: float
    iat: float
    jti: str
    nbf: float = 0
    extensions: dict[str, Any] = {}


def audiences() -> frozenset[str]:
    """How a client may call us in ``aud``: the token endpoint or the issuer."""
    base = settings.BASE_URL.rstrip("/")
    return frozenset({base, f"{base}/", f"{base}/oauth/token"})


def claimed_client(assertion: str) -> str:
    """Who the assertion says it comes from, before anything is proved."""
    if len(assertion) > MAX_LENGTH:
        raise invalid_client("expected at most 16384 characters")
    try:
        payload = extract_compact(assertion.encode(), registry=_REGISTRY).payload
        name = msgspec.json.decode(payload)["iss"]
    except (JoseError, ValueError, KeyError, TypeError, msgspec.MsgspecError) as problem:
        raise invalid_client("expected a signed JWT with iss") from problem
    if not isinstance(name, str) or "\0" in name:
        raise invalid_client("expected iss to be the client_id")
    return name


def find_client(client_id: str) -> Client | None:
    """The active client of this name."""
    found = row(
        "SELECT client_id, organization_id, jwks::text, scopes, software FROM oauth_client"
        " WHERE client_id = %s AND active",
        [client_id],
    )
    if found is None:
        return None
    return Client(found[0], found[1], msgspec.json.decode(found[2]), *found[3:])


def verify(assertion: str, client: Client | None) -> tuple[Client, Claims]:
    """Check that the client is known, signature, audience, times and single use."""
    if client is None:
        raise invalid_client("the client is unknown")
    claims = _signed(assertion, client)
    _check(claims, client.client_id)
    _spend(client.client_id, claims)
    return client, claims


def _signed(assertion: str, client: Client) -> Claims:
    try:
        keys = KeySet.import_key_set(client.jwks)  # type: ignore[arg-type]
        payload = deserialize_compact(assertion, keys, registry=_REGISTRY).payload
        return shapes.json(Claims).decode(payload or b"")
    except msgspec.MsgspecError as problem:
        raise invalid_client(str(problem)) from problem
    except (JoseError, ValueError, TypeError) as problem:
        expected = f"expected a signature by a registered key, in {', '.join(ALGORITHMS)}"
        raise invalid_client(expected) from problem


def _check(claims: Claims, client_id: str) -> None:
    now = clock.now().timestamp()
    named = {claims.aud} if isinstance(claims.aud, str) else set(claims.aud)
    rules = {
        "iss and sub must both be the client_id": claims.iss == claims.sub == client_id,
        f"aud must be {settings.BASE_URL.rstrip('/')}/oauth/token": named & audiences(),
        f"exp must be at most {MAX_AGE} seconds after iat": claims.exp - claims.iat <= MAX_AGE,
        "exp is past": claims.exp > now - LEEWAY,
        "iat is in the future": claims.iat < now + LEEWAY,
        "nbf is in the future": claims.nbf < now + LEEWAY,
        "jti must not be empty": claims.jti,
    }
    for sentence, holds in rules.items():
        if not holds:
            raise invalid_client(sentence)


def _spend(client_id: str, claims: Claims) -> None:
    """Use the jti up, for as long as the assertion could be presented again."""
    spent = hashlib.sha256(f"{client_id}\n{claims.jti}".encode()).digest()
    added = execute(
        "INSERT INTO oauth_used_assertion (jti, expires_at) VALUES (%s, %s) ON CONFLICT DO NOTHING",
        [spent, datetime.fromtimestamp(claims.exp + LEEWAY, UTC)],
    )
    if not added:
        raise invalid_client("this jti was already used")
