"""What a page owes whoever must wait: 429 and for how long (RFC 6585), whichever form said so."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from carnet.accounts.problems import Locked, Slowed
from carnet.base import clock

Answer = Callable[[HttpRequest], HttpResponse]
_seconds: ContextVar[int] = ContextVar("seconds", default=0)
_FAILED = {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS}


def wait(seconds: int) -> None:
    """Note that the form of the request under way was not even tried, and when it may be."""
    _seconds.set(max(1, seconds))


def minutes(problem: Locked) -> int:
    """How many minutes it lasts; the page that says so answers 429."""
    seconds = max(1, ceil((problem.until - clock.now()).total_seconds()))
    wait(seconds)
    return ceil(seconds / 60)


def slowed(problem: Slowed) -> str:
    """The words for somebody who must wait a little; the page that shows them answers 429."""
    wait(problem.seconds)
    return ngettext(
        "Attendez %(n)d seconde, puis recommencez.",
        "Attendez %(n)d secondes, puis recommencez.",
        problem.seconds,
    ) % {"n": problem.seconds}


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
