"""Stand-in for browsers and their push services: decrypts what a phone would show, keeps it.

A phone of the stand-in has no row: its key and its secret are made again from its number. What is
for a real browser is kept unread, as its push service would see it. Nothing leaves the house.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.urls import reverse
from joserfc import jwt
from joserfc.jwk import ECKey
from joserfc.util import urlsafe_b64decode, urlsafe_b64encode

from carnet.base import clock
from carnet.base.secrets import secret
from carnet.notify import push_service, web_push
from carnet.notify.web_push import Receiver

CREATED, NOT_FOUND, FORBIDDEN = 201, 404, 403


def endpoint(phone: UUID) -> str:
    """The address of one of our phones."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('demo:push')}{phone}"


def new_phone() -> tuple[str, Receiver]:
    """A phone that subscribes: its address and its public half."""
    phone = uuid4()
    return endpoint(phone), Receiver(web_push.encoded(_key(phone)), _auth(phone))


class Backend:
    """The ``PUSH_BACKEND`` of the demonstration."""

    def accepts(self, endpoint: str) -> bool:
        """Ours, and what production would take: a real browser may try, nothing leaves."""
        return _phone(endpoint) is not None or push_service.Network().accepts(endpoint)

    def post(self, endpoint: str, headers: Mapping[str, str], body: bytes) -> int:
        """Keep what the phone would show; checked as a push service and a browser would."""
        from carnet.demo.models import Message

        if not _signed(endpoint, headers):
            return FORBIDDEN
        phone = _phone(endpoint)
        words = read(phone, body) if phone else {}
        host = urlsplit(endpoint).hostname or ""
        Message.objects.create(
            channel="push", sent_to=str(phone or host), at=clock.now(),
            subject=words.get("title", ""), text=words.get("text", f"{len(body)} octets chiffrés"),
        )  # fmt: skip
        return CREATED


def read(phone: UUID, body: bytes) -> dict[str, str]:
    """Decrypt as the browser of this phone does (RFC 8291, RFC 8188)."""
    salt, length = body[:16], body[20]
    point, sealed = body[21 : 21 + length], body[21 + length :]
    key, auth = _key(phone), _auth(phone)
    shared = key.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point))
    info = b"WebPush: info\0" + web_push.encoded(key) + point
    secret_key, nonce = web_push.derived(shared, auth, info, salt)
    padded = AESGCM(secret_key).decrypt(nonce, sealed, None)
    words: dict[str, str] = json.loads(padded.rstrip(b"\0")[:-1])
    return words


def _signed(endpoint: str, headers: Mapping[str, str]) -> bool:
    """Whether the house proved who it is, for this service and for now (RFC 8292)."""
    scheme, _, proof = headers["Authorization"].partition(" ")
    token, public = (part.split("=", 1)[1] for part in proof.split(", "))
    point = urlsafe_b64decode(public.encode())
    key = ECKey.import_key({
        "kty": "EC", "crv": "P-256",
        "x": urlsafe_b64encode(point[1:33]).decode(), "y": urlsafe_b64encode(point[33:]).decode(),
    })  # fmt: skip
    claims = jwt.decode(token, key, algorithms=["ES256"]).claims
    parts = urlsplit(endpoint)
    ours = claims["aud"] == f"{parts.scheme}://{parts.netloc}"
    return scheme == "vapid" and ours and time.time() < claims["exp"] < time.time() + 86400


def _phone(endpoint_: str) -> UUID | None:
    base = endpoint(UUID(int=0))[:-36]
    try:
        return UUID(endpoint_.removeprefix(base)) if endpoint_.startswith(base) else None
    except ValueError:
        return None


def _key(phone: UUID) -> EllipticCurvePrivateKey:
    return derive_private_key(int.from_bytes(_made("key", phone)), SECP256R1())


def _auth(phone: UUID) -> bytes:
    return _made("auth", phone)[:16]


def _made(what: str, phone: UUID) -> bytes:
    """Below the order of the curve: its first bit is 0."""
    made = hmac.digest(secret("push-demo.key"), f"{what}:{phone}".encode(), hashlib.sha256)
    return bytes([made[0] >> 1]) + made[1:]
