"""The waiting room before the pages that prove an identity: a turn, kept in this browser."""

from __future__ import annotations

from datetime import datetime
from functools import wraps
from math import ceil
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from carnet.accounts import turns
from carnet.base import clock
from carnet.web.patient.current import View

_KEY = "turn"


def in_turn(view: View) -> View:
    """Show the page to those whose turn has come; what is being typed is never interrupted."""

    @wraps(view)
    def arrive(request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            return view(request)
        turn = _turn(request)
        if turns.is_come(turn):
            return view(request)
        request.session[_KEY] = turn.isoformat()
        return _wait(request, turn)

    return cast("View", arrive)


def _turn(request: HttpRequest) -> datetime:
    kept = request.session.get(_KEY)
    return datetime.fromisoformat(kept) if kept else turns.take()


def _wait(request: HttpRequest, turn: datetime) -> HttpResponse:
    seconds = ceil((turn - clock.now()).total_seconds())
    values = {"turn": turn, "minutes": ceil(seconds / 60)}
    # Not a 503: the session, which keeps the place, is not saved with an answer above 500.
    answer = render(request, "patient/waiting_room.html", values, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
