"""How the house asks its own stand-in: in the same thread, without the network.

Through its own address, a server with one thread would wait for itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import httpx
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


def in_process() -> httpx.WSGITransport:
    """A transport that answers with the pages of this very process."""
    return httpx.WSGITransport(_Within())


class _Within(BaseHandler):
    """Answers in the midst of another request: without signals, for they end its connection."""

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = self.get_response(WSGIRequest(environ))
        headers = [(name, value) for name, value in answer.items() if name != "Set-Cookie"]
        start_response(f"{answer.status_code} {answer.reason_phrase}", headers)
        return [b"".join(answer)]
