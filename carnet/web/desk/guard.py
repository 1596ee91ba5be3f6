"""Who is at the desk: checked again at each request, gone after a quarter of an hour alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from carnet.assistance import actions
from carnet.assistance.agents import Agent
from carnet.assistance.cases import Case
from carnet.assistance.problems import NoCase, NotAllowed, UnknownAgent
from carnet.base import clock
from carnet.web import errors
from carnet.web.desk.navigation import Entry, entries

AGENT, SEEN, CASE, FOUND = "agent", "seen", "case", "found"
_TOUCH = 60  # seconds between two writes of the session


class DeskRequest(HttpRequest):
    """A request that ``at_desk`` let through."""

    agent: Agent
    navigation: list[Entry]
    case: Case  # in_case only


View = Callable[..., HttpResponse]


def begin(request: HttpRequest, agent: Agent) -> None:
    """Open the session of this agent under a new key; nothing of the former one stays."""
    request.session.flush()
    request.session[AGENT] = {"id": agent.agent_id, "epoch": agent.epoch}
    request.session[SEEN] = clock.now().timestamp()


def at_desk(view: View) -> View:
    """For pages of the desk: an agent with both factors, who was there a short while ago."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        agent = _present(request)
        if agent is None:
            return redirect("desk:sign_in")
        known = cast("DeskRequest", request)
        known.agent, known.navigation = agent, entries(agent, request.path)
        try:
            return view(known, *args, **kwargs)
        except NoCase:
            request.session.pop(CASE, None)
            messages.error(request, _("Ce dossier n’est plus ouvert. Cherchez la personne."))
            return redirect("desk:find")
        except NotAllowed:
            return errors.page(request, 403)

    return cast("View", never_cache(inside))


def in_case(view: View) -> View:
    """For pages about a person: this agent has their case open, now."""

    @wraps(view)
    def inside(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = request.session.get(CASE)
        if kept is None:
            return redirect("desk:find")
        request.case = actions.current(request.agent, kept["person"], uuid.UUID(kept["id"]))
        return view(request, *args, **kwargs)

    return at_desk(cast("View", inside))


def enter(request: DeskRequest, case: Case) -> HttpResponse:
    """Keep which case is open, and go to its page."""
    request.session.pop(FOUND, None)
    request.session[CASE] = {"person": case.person_id, "id": str(case.case_id)}
    return redirect("desk:case")


def _present(request: HttpRequest) -> Agent | None:
    kept, now = request.session.get(AGENT), clock.now().timestamp()
    if kept is None:
        return None
    try:
        agent = actions.known(kept["id"])
    except UnknownAgent:
        agent = None
    idle = now - request.session.get(SEEN, 0)
    if agent is None or agent.epoch != kept["epoch"] or idle > settings.DESK_IDLE.total_seconds():
        request.session.flush()
        return None
    if idle > _TOUCH:
        request.session[SEEN] = now
    return agent
