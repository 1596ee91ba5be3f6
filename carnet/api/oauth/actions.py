"""Registers the software of structures, and gives and takes back their tokens."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from carnet.access.facts import Purpose
from carnet.api.oauth import scopes as known
from carnet.api.oauth.models import Client, Token
from carnet.base import clock
from carnet.base.database import execute
from carnet.vault import fields

LIFETIME = timedelta(minutes=30)
PURPOSES = {  # purposeOfUse of the VIHF (1.2.250.1.213.1.1.4.248)
    "normal": Purpose.NORMAL,
    "centre_15": Purpose.EMERGENCY_REGULATION,
    "bris_de_glace": Purpose.BREAK_GLASS,
}
# « Connexion secrète »: no code of purposeOfUse, a confidentiality-code of the VIHF.
UNSEEN = "INVISIBLE_REPRESENTANTS_LEGAUX"
KNOWN_PURPOSES = PURPOSES | {UNSEEN: Purpose.SECRET}


def register_client(
    client_id: str,
    organization_id: int,
    software: str,
    jwks: dict[str, Any],
    scopes: Iterable[str] = known.ALL,
) -> None:
    """Register, or register again, one software of one structure with its public keys."""
    values = {
        "organization_id": organization_id,
        "software": software,
        "jwks": jwks,
        "scopes": " ".join(scopes),
        "active": True,
    }
    Client.objects.update_or_create(
        client_id=client_id,
        defaults=values,
        create_defaults=values | {"created_at": clock.now()},
    )


def issue(
    organization_id: int,
    professional_id: int | None = None,
    scopes: Iterable[str] | None = None,
    *,
    client_id: str = "",
    purpose: str = "normal",
    reason: str = "",
) -> str:
    """Give a bearer token that lives thirty minutes; only its SHA-256 is kept.

    Without a professional it may only deposit, whatever is asked.
    """
    allowed = known.ALL if professional_id else known.WITHOUT_PROFESSIONAL
    token = secrets.token_urlsafe(32)
    key, now = digest(token), clock.now()
    Token.objects.create(
        token_hash=key,
        client_id=client_id,
        organization_id=organization_id,
        professional_id=professional_id,
        purpose=purpose,
        reason=fields.seal(reason.encode(), _sealed_for(key)) if reason else None,
        scopes=" ".join(s for s in (scopes or allowed) if s in allowed),
        issued_at=now,
        expires_at=now + LIFETIME,
    )
    return token


def revoke(token: str, client_id: str) -> None:
    """Take a token back, if it is this client's (RFC 7009: an unknown one is no error)."""
    execute(
        "UPDATE oauth_token SET revoked_at = %s"
        " WHERE token_hash = %s AND client_id = %s AND revoked_at IS NULL",
        [clock.now(), digest(token), client_id],
    )


def forget_expired() -> int:
    """Delete the tokens and assertions that time has ended; return how many."""
    now = clock.now()
    return execute("DELETE FROM oauth_token WHERE expires_at < %s", [now]) + execute(
        "DELETE FROM oauth_used_assertion WHERE expires_at < %s", [now]
    )


def opened(key: bytes, reason: bytes | None) -> str:
    """The reason kept with the token of this digest; a token that ends takes it along."""
    return fields.unseal(reason, _sealed_for(key)).decode() if reason else ""


def digest(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def _sealed_for(key: bytes) -> bytes:
    return b"token.reason." + key
