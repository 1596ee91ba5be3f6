"""What the provider signed: read only when the signature and every claim hold."""

from __future__ import annotations

from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import Key
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry

from carnet.accounts.openid.provider import Provider
from carnet.accounts.problems import ProviderFailed
from carnet.base import clock

# Never « none », never a secret shared: both have been ways in.
ALGORITHMS = ("ES256", "RS256", "PS256")
LEEWAY = 60  # seconds between two clocks
LEVELS = ("eidas1", "eidas2", "eidas3")


def id_token(provider: Provider, value: str, nonce: str) -> dict[str, Any]:
    """The claims of an id_token for us, of this sign-in (Core 3.1.3.7).

    Raises ``ProviderFailed`` unless signature, iss, aud, azp, exp, iat, nonce and acr all hold.
    """
    claims = _decode(provider, value)
    _hold(
        claims,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    only_us = claims["aud"] in (provider.client_id, [provider.client_id])
    if claims.get("azp", provider.client_id if only_us else "") != provider.client_id:
        raise ProviderFailed("its token was made for another")
    if not _reaches(claims.get("acr"), provider.acr):
        raise ProviderFailed("its level of assurance is too low")
    return claims


def userinfo(provider: Provider, value: str) -> dict[str, Any]:
    """The claims of a signed userinfo answer (Core 5.3.2): iss and aud, when there, hold."""
    claims = _decode(provider, value)
    _hold(claims, iss={"value": provider.issuer}, aud={"value": provider.client_id})
    return claims


def _decode(provider: Provider, value: str) -> dict[str, Any]:
    try:
        return _verified(provider, value)
    except InvalidKeyIdError:
        pass  # a new key, perhaps
    except (JoseError, ValueError, TypeError) as problem:
        raise ProviderFailed(f"its token does not hold ({type(problem).__name__})") from problem
    try:
        return _verified(provider, value, again=True)
    except (JoseError, ValueError, TypeError) as problem:
        raise ProviderFailed(f"its token does not hold ({type(problem).__name__})") from problem


def _verified(provider: Provider, value: str, *, again: bool = False) -> dict[str, Any]:
    keys = provider.keys(again=again)

    def signing_key(token: Any) -> Key:
        return keys.get_by_kid(token.headers().get("kid"))

    return jwt.decode(value, signing_key, algorithms=ALGORITHMS).claims


def _hold(claims: dict[str, Any], **expected: ClaimsOption) -> None:
    now = int(clock.now().timestamp())
    try:
        JWTClaimsRegistry(now=now, leeway=LEEWAY, **expected).validate(claims)
    except JoseError as problem:
        raise ProviderFailed(f"a claim does not hold ({problem.description})") from problem


def _reaches(found: object, wanted: str) -> bool:
    """A higher level than asked for will do."""
    return found == wanted or (wanted in LEVELS and found in LEVELS[LEVELS.index(wanted) :])
