"""What was asked of a passkey, kept by the server until its answer: it serves once, and soon."""

from __future__ import annotations

import base64

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from carnet.accounts.ceremony import Asked
from carnet.base import clock

_KEY = "passkey"  # {purpose, challenge, until}


def ask(request: HttpRequest, purpose: str, asked: Asked) -> HttpResponse:
    """Answer the script with what to give to the browser; the newest question counts."""
    request.session[_KEY] = {
        "purpose": purpose,
        "challenge": base64.b64encode(asked.challenge).decode(),
        "until": (clock.now() + settings.PASSKEY_CHALLENGE).timestamp(),
    }
    return HttpResponse(asked.options, content_type="application/json")


def take(request: HttpRequest, purpose: str) -> bytes:
    """The challenge to find in the answer; one that nobody can answer when none is waiting."""
    kept = request.session.pop(_KEY, None)
    if not kept or kept["purpose"] != purpose or kept["until"] < clock.now().timestamp():
        return b""
    return base64.b64decode(kept["challenge"])
