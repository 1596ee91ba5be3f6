"""What a page owes whoever must wait: 429 and for how long (RFC 6585), whichever form said so."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
_seconds: ContextVar[int] = ContextVar("seconds", default=0)
_FAILED = {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS}


def wait(seconds: int) -> None:
    """Note that the form of the request under way was not even tried, and when it may be."""
    _seconds.set(max(1, seconds))


def braked(get_response: Answer) -> Answer:
    """Middleware: a form that was braked is answered 429, with the seconds to wait."""

    def answer(request: HttpRequest) -> HttpResponse:
        token = _seconds.set(0)
        try:
            response, seconds = get_response(request), _seconds.get()
        finally:
            _seconds.reset(token)
        if seconds and response.status_code in _FAILED:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response["Retry-After"] = str(seconds)
        return response

    return answer
