"""Asks an identity provider over HTTP, within bounds: it may be slow, wrong or somebody else."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
import msgspec
from django.conf import settings
from django.utils.module_loading import import_string

from carnet.accounts.problems import ProviderFailed

LONGEST = 256 * 1024  # bytes of an answer; a discovery document has 2 to 5 thousand
SILENCE = 5.0  # seconds without a byte
PATIENCE = 10.0  # seconds for a whole answer: a person waits


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider answered."""

    status: int
    content_type: str  # without its parameters
    body: bytes

    def json(self) -> dict[str, Any]:
        """Its JSON object; raises ``ProviderFailed`` when it is none."""
        try:
            return msgspec.json.decode(self.body, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise ProviderFailed("its answer is no JSON object") from None


def fetch(method: str, url: str, **more: Any) -> Answer:
    """Send one request (``more`` as ``httpx.stream``); no redirect is followed.

    Raises ``ProviderFailed`` when nothing sound came within the bounds.
    """
    until = time.monotonic() + PATIENCE
    try:
        with _client(settings.FRANCECONNECT_TRANSPORT).stream(method, url, **more) as response:
            return Answer(response.status_code, _content_type(response), _body(response, until))
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise ProviderFailed(f"no answer ({type(problem).__name__})") from problem


def fetch_json(method: str, url: str, **more: Any) -> dict[str, Any]:
    """The JSON object of a good answer."""
    answer = fetch(method, url, **more)
    if answer.status != httpx.codes.OK:
        raise ProviderFailed(f"status {answer.status}")
    return answer.json()


def _body(response: httpx.Response, until: float) -> bytes:
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > LONGEST or time.monotonic() > until:
            raise ProviderFailed("its answer is too long")
    return bytes(body)


def _content_type(response: httpx.Response) -> str:
    return str(response.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


@cache
def _client(transport: str) -> httpx.Client:
    """One client a process; ``transport`` names the demonstration's, else it is the network."""
    return httpx.Client(
        timeout=SILENCE,
        follow_redirects=False,
        transport=import_string(transport)() if transport else None,
        headers={"Accept-Encoding": "identity"},  # so that a small answer is a small one
    )
