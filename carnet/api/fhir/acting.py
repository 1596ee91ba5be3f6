"""Who acts in a request, and for what."""

from __future__ import annotations

import falcon

from carnet.access.facts import Actor
from carnet.api.fhir.outcome import FhirProblem, Issue, say
from carnet.api.oauth import tokens


def actor(request: falcon.Request, *accepted: str) -> Actor:
    """The actor of the bearer token; 401 without a good one, 403 without one of the scopes."""
    kind, _, token = (request.auth or "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise say(401, "login", "expected a bearer token", WWW_Authenticate="Bearer")
    try:
        grant = tokens.check(token.strip())
    except tokens.BadToken as bad:
        raise _unauthorized(str(bad)) from bad
    if not grant.scopes & set(accepted):
        wanted = " ".join(accepted)
        challenge = f'Bearer error="insufficient_scope", scope="{wanted}"'
        sentence = f"expected a token with the scope {wanted}"
        raise say(403, "forbidden", sentence, WWW_Authenticate=challenge)
    return grant.actor


def _unauthorized(why: str) -> FhirProblem:
    challenge = f'Bearer error="invalid_token", error_description="{why}"'
    return FhirProblem(401, [Issue(code="login", diagnostics=why)], {"WWW-Authenticate": challenge})
