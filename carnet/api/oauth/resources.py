"""The addresses of the token door."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import falcon
import msgspec
from django.conf import settings

from carnet.api.oauth import assertions, exchange, scopes
from carnet.api.oauth.errors import OAuthProblem, invalid_request
from carnet.base.address import visitor

FORM = "application/x-www-form-urlencoded"
MAX_FORM = 65_536


class TokenResource:
    """``POST /oauth/token`` (RFC 6749, RFC 7523)."""

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Exchange a signed assertion for a bearer token."""
        answer = exchange.token(_form(request), _address(request))
        response.set_header("Cache-Control", "no-store")
        response.content_type = falcon.MEDIA_JSON
        response.data = msgspec.json.encode(answer)


class RevocationResource:
    """``POST /oauth/revoke`` (RFC 7009)."""

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Take a token back; an unknown one answers the same."""
        exchange.revocation(_form(request), _address(request))
        response.set_header("Cache-Control", "no-store")


class MetadataResource:
    """``GET /.well-known/oauth-authorization-server`` (RFC 8414)."""

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        """Tell a client where to go and what it may ask."""
        response.content_type = falcon.MEDIA_JSON
        response.data = msgspec.json.encode(metadata())


def metadata() -> dict[str, Any]:
    """What this authorization server does, and only that."""
    base = settings.BASE_URL.rstrip("/")
    ways = {"methods_supported": ["private_key_jwt"]}
    algorithms = list(assertions.ALGORITHMS)
    return {
        "issuer": base,
        "token_endpoint": f"{base}/oauth/token",
        "revocation_endpoint": f"{base}/oauth/revoke",
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "scopes_supported": list(scopes.ALL),
        **{
            f"{door}_endpoint_auth_{name}": value
            for door in ("token", "revocation")
            for name, value in (ways | {"signing_alg_values_supported": algorithms}).items()
        },
    }


def problem(
    _request: falcon.Request, response: falcon.Response, refused: OAuthProblem, _params: Any
) -> None:
    """Answer a refusal as RFC 6749 section 5.2 says."""
    response.status = refused.status
    response.content_type = falcon.MEDIA_JSON
    response.set_header("Cache-Control", "no-store")
    if refused.wait:
        response.set_header("Retry-After", str(refused.wait))
    response.data = msgspec.json.encode(
        {"error": refused.error, "error_description": refused.description}
    )


def _address(request: falcon.Request) -> str:
    return visitor(request.remote_addr or "", request.get_header("X-Forwarded-For") or "")


def _form(request: falcon.Request) -> dict[str, str]:
    """The form of the request, each name once (RFC 6749 section 3.2)."""
    if (request.content_type or "").split(";")[0].strip().lower() != FORM:
        raise invalid_request("Content-Type", FORM)
    body = request.bounded_stream.read(MAX_FORM + 1)
    if len(body) > MAX_FORM:
        raise OAuthProblem("invalid_request", f"expected at most {MAX_FORM} bytes", 413)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError as wrong:
        raise invalid_request("body", "a form in UTF-8 of at most 20 fields") from wrong
    form = dict(pairs)
    if len(form) != len(pairs):
        raise invalid_request("body", "each parameter once")
    return form
