"""One sign-in at the provider: the person leaves with ``begin`` and is back with ``finish``."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx

from carnet.accounts.openid import fetching, tokens
from carnet.accounts.openid.provider import Provider
from carnet.accounts.problems import Cancelled, ProviderFailed, StaleSignIn
from carnet.base import clock

# FranceConnect gives each trait under a scope of its own.
SCOPES = (
    "openid given_name family_name birthdate gender birthplace birthcountry"
    " preferred_username email"
)
WITHIN = timedelta(minutes=20)  # to find one's password at the provider
_REFUSALS = frozenset({"access_denied", "login_required", "consent_required"})


@dataclass(frozen=True, slots=True)
class Pending:
    """What only this browser's session knows of a sign-in that began."""

    state: str
    nonce: str
    verifier: str
    began: str  # ISO 8601

    @property
    def stale(self) -> bool:
        """Whether it began too long ago."""
        return clock.now() - datetime.fromisoformat(self.began) > WITHIN


@dataclass(frozen=True, slots=True)
class Told:
    """What the provider told of the person, its signature verified."""

    claims: dict[str, Any]  # of userinfo; ``sub`` is there and is a text
    id_token: str


def begin(provider: Provider, come_back: str) -> tuple[str, Pending]:
    """Where to send the person, and what to keep. ``come_back``: our address that it knows.

    Raises ``ProviderFailed``.
    """
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    pending = Pending(state, nonce, verifier, clock.now().isoformat())
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": come_back,
        "scope": SCOPES,
        "acr_values": provider.acr,
        "state": pending.state,
        "nonce": pending.nonce,
        "code_challenge": _challenge(pending.verifier),
        "code_challenge_method": "S256",
    }
    return _with(provider.endpoint("authorization_endpoint"), asked), pending


def finish(provider: Provider, pending: Pending, answer: Mapping[str, str], come_back: str) -> Told:
    """What the provider tells of the person who is back with ``answer``, the query.

    Raises ``Cancelled``, ``StaleSignIn``, ``ProviderFailed``.
    """
    code = _code(provider, pending, answer)
    given = _exchange(provider, pending, code, come_back)
    token, access = given.get("id_token"), given.get("access_token")
    if not isinstance(token, str) or not isinstance(access, str):
        raise ProviderFailed("it gave no token")
    claims = tokens.id_token(provider, token, pending.nonce)
    told = _userinfo(provider, access)
    if told.get("sub") != claims["sub"]:
        raise ProviderFailed("it tells of somebody else")  # Core 5.3.4: token substitution
    return Told(told, token)


def farewell(provider: Provider, id_token: str, come_back: str, state: str) -> str:
    """Where to end the session at the provider too, "" when it has no such page."""
    address = provider.optional("end_session_endpoint")
    asked = {
        "id_token_hint": id_token, "post_logout_redirect_uri": come_back, "state": state,
    }  # fmt: skip
    return _with(address, asked) if address else ""


def _code(provider: Provider, pending: Pending, answer: Mapping[str, str]) -> str:
    # RFC 9207: an answer from another provider is not mixed up with this one's.
    said = answer.get("iss", "")
    required = provider.says("authorization_response_iss_parameter_supported") is True
    if said != provider.issuer and (said or required):
        raise ProviderFailed("the answer comes from another issuer")
    if pending.stale or not secrets.compare_digest(
        answer.get("state", "").encode(), pending.state.encode()
    ):
        raise StaleSignIn
    if error := answer.get("error"):
        raise Cancelled if error in _REFUSALS else ProviderFailed("it answered an error")
    if not (code := answer.get("code", "")):
        raise ProviderFailed("it gave no code")
    return code


def _exchange(provider: Provider, pending: Pending, code: str, come_back: str) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": come_back,
        "code_verifier": pending.verifier,
    }
    who = (provider.client_id, provider.client_secret)
    address = provider.endpoint("token_endpoint")
    if "client_secret_post" in (provider.says("token_endpoint_auth_methods_supported") or ()):
        form |= dict(zip(("client_id", "client_secret"), who, strict=True))
        return fetching.fetch_json("POST", address, data=form)
    return fetching.fetch_json("POST", address, data=form, auth=who)


def _userinfo(provider: Provider, access: str) -> dict[str, Any]:
    """Signed (FranceConnect) or plain."""
    address = provider.endpoint("userinfo_endpoint")
    answer = fetching.fetch("GET", address, headers={"Authorization": f"Bearer {access}"})
    if answer.status != httpx.codes.OK:
        raise ProviderFailed(f"status {answer.status} for the userinfo")
    if answer.content_type == "application/jwt":
        return tokens.userinfo(provider, answer.body.decode("ascii", "replace").strip())
    return answer.json()


def _challenge(verifier: str) -> str:
    """RFC 7636, S256."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _with(address: str, asked: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"
