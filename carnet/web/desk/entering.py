"""Signing in and out of the desk: identifier and password, then the code of an application."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from carnet.assistance import actions
from carnet.web.address import network_address
from carnet.web.desk import guard
from carnet.web.desk.forms import CodeForm, SignInForm
from carnet.web.desk.guard import DeskRequest, at_desk
from carnet.web.desk.trying import attempt, page
from carnet.web.ui.forms import posted

_KEY = "first_factor"  # the agent whose password was right


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """First factor. The answer never tells whether the identifier exists."""
    form, status = SignInForm(posted(request)), 0
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        agent_id, status = attempt(
            form,
            _("L’identifiant ou le mot de passe n’est pas le bon."),
            lambda: actions.verify(
                given["identifier"], given["password"], network_address(request)
            ),
        )
        if agent_id is not None:
            request.session.flush()
            request.session[_KEY] = agent_id
            return redirect("desk:sign_in_code")
    return page(request, "sign_in", form, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Second factor; then the session is new and the agent is at the desk."""
    waiting = request.session.get(_KEY)
    if waiting is None:
        return redirect("desk:sign_in")
    form, status = CodeForm(posted(request)), 0
    if request.method == "POST" and form.is_valid():
        agent, status = attempt(
            form,
            _("Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant."),
            lambda: actions.confirm(waiting, form.cleaned_data["code"]),
        )
        if agent is not None:
            guard.begin(request, agent)
            return redirect("desk:find")
    return page(request, "code", form, status=status)


@at_desk
@require_http_methods(["GET", "POST"])
def sign_out(request: DeskRequest) -> HttpResponse:
    """Close the case that is open, then the session."""
    if request.method != "POST":
        return page(request, "sign_out")
    if kept := request.session.get(guard.CASE):
        actions.close_case(request.agent, kept["person"], kept["id"])
    actions.left(request.agent)
    request.session.flush()
    return redirect("desk:sign_in")
