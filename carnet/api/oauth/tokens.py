"""Checks the bearer token of a request: one indexed read, then two seconds of memory."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime

from carnet.access.facts import Actor, ActorKind
from carnet.api.oauth.actions import KNOWN_PURPOSES, digest, opened
from carnet.base import clock
from carnet.base.database import row
from carnet.identity import directory

MEMORY_SECONDS = 2.0  # a revoked token stops within this time
MEMORY_SIZE = 10_000


class BadToken(Exception):
    """The token opens nothing: unknown, expired or revoked (RFC 6750 ``invalid_token``)."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Who acts under a token, for what, until when."""

    actor: Actor
    scopes: frozenset[str]
    expires_at: datetime


_memory: dict[bytes, tuple[float, Grant]] = {}
_lock = threading.Lock()

_READ = """
SELECT t.organization_id, t.professional_id, t.purpose, t.reason, t.issued_at,
       COALESCE(c.software, ''), t.scopes, t.expires_at
  FROM oauth_token t LEFT JOIN oauth_client c USING (client_id)
 WHERE t.token_hash = %s AND t.revoked_at IS NULL AND COALESCE(c.active, TRUE)
"""


def check(token: str) -> Grant:
    """The grant of a token; BadToken otherwise."""
    key = digest(token)
    read_at, grant = _memory.get(key, (0.0, None))
    now = time.monotonic()
    if grant is None or now - read_at > MEMORY_SECONDS:
        grant = _read(key)
        _remember(key, now, grant)
    if grant.expires_at <= clock.now():
        raise BadToken("the token has expired")
    return grant


def forget() -> None:
    """Forget every token read (tests; the revocation of a token in this very process)."""
    _memory.clear()


def _remember(key: bytes, now: float, grant: Grant) -> None:
    with _lock:
        if len(_memory) >= MEMORY_SIZE:
            _memory.clear()
        _memory[key] = (now, grant)


def _read(key: bytes) -> Grant:
    found = row(_READ, [key])
    if found is None:
        _memory.pop(key, None)
        raise BadToken("the token is unknown or was revoked")
    organization_id, professional_id, purpose, reason, issued_at, software, scopes, expires_at = (
        found
    )
    software_of = Actor(
        ActorKind.ORGANIZATION,
        organization_id=organization_id,
        software=software,
        purpose=KNOWN_PURPOSES[purpose],
        reason=opened(key, reason),
        reason_at=issued_at,
    )
    return Grant(_actor(software_of, professional_id), frozenset(scopes.split()), expires_at)


def _actor(software: Actor, professional_id: int | None) -> Actor:
    if professional_id is None:
        return software
    professional = directory.professional(professional_id)
    if professional is None:
        raise BadToken("the professional of this token left the directory")
    return replace(
        software,
        kind=ActorKind.PROFESSIONAL,
        actor_id=professional_id,
        profession=professional.profession,
        specialty=professional.specialty,
    )
