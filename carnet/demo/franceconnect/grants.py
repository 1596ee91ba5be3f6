"""Codes and access tokens of the stand-in: short-lived, and codes serve once."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.core import signing

from carnet.base import clock, ids
from carnet.demo.models import Grant

CODE_LIVES = timedelta(minutes=1)
TOKEN_LIVES = 60  # seconds
_SALT = "franceconnect-demo"


def give_code(**granted: Any) -> str:
    """A code for what was granted: person, redirect_uri, nonce, acr, challenge."""
    code = secrets.token_urlsafe(32)
    Grant.objects.filter(expires_at__lt=clock.now()).delete()
    Grant.objects.create(
        key=ids.blind(_SALT, code), granted=granted, expires_at=clock.now() + CODE_LIVES
    )
    return code


def take_code(code: str, redirect_uri: str, verifier: str) -> dict[str, Any] | None:
    """What was granted for this code, which dies; None when anything does not hold."""
    alive = Grant.objects.filter(key=ids.blind(_SALT, code), expires_at__gt=clock.now())
    grant = alive.first()
    if grant is None or not alive.delete()[0]:
        return None
    granted: dict[str, Any] = grant.granted
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    holds = (granted["redirect_uri"], granted["challenge"]) == (redirect_uri, challenge)
    return granted if holds else None


def give_token(slug: str) -> str:
    """An access token for the userinfo of this person."""
    return signing.dumps(slug, salt=_SALT)


def take_token(token: str) -> str:
    """The person of an access token, "" when it does not hold."""
    try:
        return str(signing.loads(token, salt=_SALT, max_age=TOKEN_LIVES))
    except signing.BadSignature:
        return ""
