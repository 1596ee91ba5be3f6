"""Whether somebody is still there: a session left alone ends, one that serves is touched.

Nothing is written at each request: at most once in ``SESSION_TOUCH``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse

from carnet.accounts import sessions
from carnet.base import clock

SHARED, PROVED = "shared", "proved"  # a computer that others use after; when the last proof was
_TOUCHED = "touched"
Answer = Callable[[HttpRequest], HttpResponse]


def begin(request: HttpRequest, *, shared: bool) -> None:
    """Mark the session that just opened, and make it durable: its key is known from now on."""
    request.session[SHARED] = False
    if shared:
        share(request)
    request.session[_TOUCHED] = clock.now().timestamp()
    proved(request)
    request.session.save()


def share(request: HttpRequest) -> None:
    """Mark it as opened on a computer that others use after: saying so proves nothing."""
    request.session[SHARED] = True
    request.session.set_expiry(0)  # with the browser


def proved(request: HttpRequest) -> None:
    """Note that the person has just proven who they are."""
    request.session[PROVED] = clock.now().timestamp()


def recently_proved(request: HttpRequest) -> bool:
    """Whether that was a short while ago."""
    return _since(request, PROVED) < settings.RECENT_PROOF


def shared(request: HttpRequest) -> bool:
    """Whether this session was opened on a shared computer."""
    return bool(request.session.get(SHARED))


def watching(get_response: Answer) -> Answer:
    """Middleware: end the session that nobody used for too long; else touch it."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            _watch(request)
        return get_response(request)

    return answer


def _watch(request: HttpRequest) -> None:
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    idle = _since(request, _TOUCHED)
    if _TOUCHED in request.session and idle > (
        settings.SHARED_COMPUTER_IDLE if shared(request) else longest
    ):
        sessions.closed(str(request.session.session_key))
        logout(request)
    elif idle >= settings.SESSION_TOUCH:
        request.session[_TOUCHED] = clock.now().timestamp()
        sessions.touch(str(request.session.session_key))


def _since(request: HttpRequest, mark: str) -> timedelta:
    return timedelta(seconds=clock.now().timestamp() - request.session.get(mark, 0))
