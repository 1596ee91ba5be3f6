"""The second factor of agents: codes of an application, by time (RFC 6238, SHA-1, 30 seconds)."""

from __future__ import annotations

import base64
import hmac
import io
import os
from urllib.parse import quote

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from carnet.base import clock

DIGITS, SECONDS = 6, 30
_SIZE = 20  # bytes of the secret: RFC 4226, 4
_DRIFT = 1  # steps: clocks differ, people are slow


def make() -> bytes:
    """Draw a new secret."""
    return os.urandom(_SIZE)


def code(secret: bytes, step: int | None = None) -> str:
    """The code of this step, now unless told."""
    return _totp(secret).generate((now() if step is None else step) * SECONDS).decode()


def now() -> int:
    """The number of the present step."""
    return int(clock.now().timestamp()) // SECONDS


def step_of(secret: bytes, typed: str) -> int:
    """The step, of the present ones, of which this is the code; 0 for none."""
    here = now()
    found = 0
    for step in range(here - _DRIFT, here + _DRIFT + 1):  # all of them: time tells nothing
        if hmac.compare_digest(code(secret, step).encode(), typed.encode()):
            found = step
    return found


def spoken(secret: bytes) -> str:
    """The secret as somebody copies it into their application, by four characters."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address(secret: bytes, identifier: str, service: str) -> str:
    """What the QR code holds (Key Uri Format)."""
    text = base64.b32encode(secret).decode()
    return (
        f"otpauth://totp/{quote(service)}:{quote(identifier)}?secret={text}&issuer={quote(service)}"
    )


def qr(text: str) -> bytes:
    """A QR code as a PNG file."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="png", scale=5, border=3)
    return out.getvalue()


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), SECONDS)  # noqa: S303 - what RFC 6238 and all applications do
