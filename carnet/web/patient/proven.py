"""Who proved who they are without signing in, kept by the server for as long as a session lasts.

They may oppose, close, change their mind or come back: never read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

_KEY = "proven"
View = Callable[[HttpRequest, int], HttpResponse]


def begin(request: HttpRequest, person_id: int) -> None:
    """Keep that this identity was proven, under a new session key."""
    request.session.cycle_key()
    keep(request, person_id)


def keep(request: HttpRequest, person_id: int) -> None:
    """Keep it under the present key."""
    request.session[_KEY] = person_id


def kept(request: HttpRequest) -> int | None:
    """Who was proven, if anyone."""
    return cast("int | None", request.session.get(_KEY))


def forget(request: HttpRequest) -> None:
    """Forget it."""
    request.session.pop(_KEY, None)


def required(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """A page for somebody who proved who they are; a session that ended has its page."""

    @wraps(view)
    def arrive(request: HttpRequest) -> HttpResponse:
        person_id = kept(request)
        if person_id is None:
            return redirect("patient:dead_end", "session-expiree")
        return view(request, person_id)

    return never_cache(arrive)
