"""The two exchanges of the token door: a signed assertion for a token, a token for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts
from carnet.accounts.problems import Locked, Slowed
from carnet.api.oauth import actions, assertions, professional, scopes, tokens
from carnet.api.oauth.errors import OAuthProblem, invalid_request
from carnet.base import clock
from carnet.journal.events import NOBODY, EventKind, record

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True, slots=True)
class Answer:
    """A token as RFC 6749 section 5.1 gives it."""

    access_token: str
    scope: str
    expires_in: int
    token_type: str = "Bearer"  # noqa: S105


def token(form: Mapping[str, str], address: str) -> Answer:
    """Give a token to a client that signs (grant ``client_credentials``)."""
    if form.get("grant_type") != "client_credentials":
        raise OAuthProblem("unsupported_grant_type", "grant_type: expected client_credentials")
    client, claims = _authenticated(form, address)
    try:
        acting = professional.read(claims.extensions, client.organization_id)
        named = acting.professional_id is not None
        granted = scopes.granted(form.get("scope", ""), client.scopes.split(), named=named)
    except OAuthProblem as refused:
        _tell_refusal(client, refused)
        raise
    with transaction.atomic():
        access = actions.issue(
            client.organization_id, acting.professional_id, granted,
            client_id=client.client_id, purpose=acting.purpose, reason=acting.reason,
        )  # fmt: skip
        detail = {"professional": acting.professional_id} if named else None
        record(EventKind.TOKEN_ISSUED, NOBODY, _software(client), detail=detail)
    return Answer(access, " ".join(granted), int(actions.LIFETIME.total_seconds()))


def revocation(form: Mapping[str, str], address: str) -> None:
    """Take back a token of the client that signs (RFC 7009)."""
    if not form.get("token"):
        raise invalid_request("token", "the token to revoke", "nothing")
    client, _ = _authenticated(form, address)
    actions.revoke(form["token"], client.client_id)
    tokens.forget()


def _authenticated(
    form: Mapping[str, str], address: str
) -> tuple[assertions.Client, assertions.Claims]:
    """Prove the client; wrong proofs are slowed, then locked, by client and by organisation."""
    if form.get("client_assertion_type") != ASSERTION_TYPE:
        raise invalid_request("client_assertion_type", ASSERTION_TYPE)
    assertion = form.get("client_assertion", "")
    client_id = assertions.claimed_client(assertion)
    client = assertions.find_client(client_id)
    tried = _subjects(client_id, client, address)
    _slow(tried)
    try:
        # Its own transaction: a used jti stays used, whatever follows.
        with transaction.atomic():
            proved = assertions.verify(assertion, client)
    except OAuthProblem as refused:
        for kind, value in tried:
            attempts.failed(kind, value)
        _tell_refusal(client, refused)
        raise
    attempts.succeeded(*tried[0])
    return proved


def _subjects(
    client_id: str, known: assertions.Client | None, address: str
) -> list[attempts.Subject]:
    """Whom a wrong assertion counts against: the client, then its organisation, as seen there."""
    client = ("client", f"{client_id} {address}")
    if known is None:
        return [client]
    return [client, attempts.organization(known.organization_id, address)]


def _tell_refusal(client: assertions.Client | None, refused: OAuthProblem) -> None:
    """Journal a refusal under the structure whose software asks, or says that it does."""
    actor = _software(client) if client else Actor(ActorKind.ORGANIZATION)
    record(EventKind.TOKEN_REFUSED, NOBODY, actor, detail={"error": refused.error})


def _software(client: assertions.Client) -> Actor:
    return Actor(
        ActorKind.ORGANIZATION, organization_id=client.organization_id, software=client.software
    )


def _slow(subjects: list[attempts.Subject]) -> None:
    try:
        for kind, value in subjects:
            attempts.check(kind, value)
    except Slowed as slowed:
        raise _later(slowed.seconds) from slowed
    except Locked as locked:
        wait = (locked.until - clock.now()).total_seconds()
        raise _later(max(1, int(wait))) from locked


def _later(seconds: int) -> OAuthProblem:
    why = f"too many wrong assertions from this client, or from here: wait {seconds} seconds"
    return OAuthProblem("temporarily_unavailable", why, 429, wait=seconds)
