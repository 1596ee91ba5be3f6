"""The session of an agent: its own cookie, kept under the desk's addresses, its own signature.

What opens the desk is of no use on a patient's page, and the other way round: neither session
can be read as the other.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse

COOKIE = "guichet"
PREFIX = "/guichet/"
Answer = Callable[[HttpRequest], HttpResponse]


class DeskSession(SessionStore):
    """As Django's, signed otherwise: the signature holds the name of this class."""


def apart(get_response: Answer) -> Answer:
    """Middleware: under the desk's addresses the request has the agent's session, and no other."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        patients, request.session = request.session, DeskSession(request.COOKIES.get(COOKIE))
        response = get_response(request)
        _keep(request, response)
        request.session = patients
        return response

    return answer


def _keep(request: HttpRequest, response: HttpResponse) -> None:
    """Write the session when it changed, and give its key to the browser until it closes."""
    session = request.session
    if session.is_empty() and COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, path=PREFIX, samesite="Strict")
    elif session.modified and not session.is_empty():
        session.save()
        response.set_cookie(
            COOKIE, str(session.session_key), path=PREFIX,
            secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True, samesite="Strict",
        )  # fmt: skip
