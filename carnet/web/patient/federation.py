"""Entering or activating through FranceConnect: away to the provider, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from carnet.accounts import federation
from carnet.accounts.openid import flow, provider
from carnet.accounts.problems import (
    AccountProblem,
    Cancelled,
    FederationProblem,
    NotRecognised,
    ProviderFailed,
    StaleSignIn,
)
from carnet.accounts.signin import Means
from carnet.web.patient import activation_state, parting
from carnet.web.patient.dead_ends import dead_end
from carnet.web.patient.entering import enter
from carnet.web.patient.signin import destination

_KEY = "federation"  # sign-ins that began in this browser, by their state
_AT_ONCE = 3  # tabs
_STATUS = {NotRecognised: 403, ProviderFailed: 424}
_log = structlog.get_logger(__name__)


@never_cache
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Go to the provider, from the very address that it will send the person back to."""
    ours = _provider()
    home = settings.BASE_URL.rstrip("/")
    if request.get_host() != urlsplit(home).netloc:
        return redirect(home + request.get_full_path())
    if request.user.is_authenticated:
        return redirect(destination(request))
    try:
        address, pending = flow.begin(ours, _come_back())
    except ProviderFailed as problem:
        return _stop(request, problem)
    _keep(request, pending, destination(request))
    return redirect(address)


@never_cache
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """The person is back: enter, activate, or say in words why not."""
    ours = _provider()
    try:
        pending, to = _take(request)
        told = flow.finish(ours, pending, request.GET.dict(), _come_back())
        who = federation.read(ours.issuer, told.claims)
        found = federation.recognise(who)
    except FederationProblem as problem:
        return _stop(request, problem)
    except AccountProblem as problem:
        return dead_end(request, problem)
    if found.account is None:
        activation_state.begin_by_provider(request, found.person_id, who.email)
        parting.remember(request, told.id_token)
        messages.success(request, _("FranceConnect a vérifié votre identité."))
        return redirect("patient:activation_sign_in")
    answer = enter(request, found.account, means=Means.FEDERATION, to=to)
    parting.remember(request, told.id_token)
    return answer


def _provider() -> provider.Provider:
    found = provider.configured()
    if found is None:
        raise Http404
    return found


def _come_back() -> str:
    return settings.BASE_URL.rstrip("/") + reverse("patient:federation_back")


def _keep(request: HttpRequest, pending: flow.Pending, to: str) -> None:
    begun: dict[str, Any] = request.session.get(_KEY, {})
    latest = list(begun.items())[1 - _AT_ONCE :]
    request.session[_KEY] = {**dict(latest), pending.state: {**asdict(pending), "to": to}}


def _take(request: HttpRequest) -> tuple[flow.Pending, str]:
    """The sign-in that this answer belongs to, once: a replayed answer finds none."""
    begun: dict[str, Any] = request.session.get(_KEY, {})
    kept = begun.pop(request.GET.get("state", ""), None)
    if kept is None:
        raise StaleSignIn
    request.session[_KEY] = begun
    to = kept.pop("to")
    return flow.Pending(**kept), to


def _stop(request: HttpRequest, problem: FederationProblem) -> HttpResponse:
    """Say what happened and what else leads in; the reason stays in the log."""
    if isinstance(problem, ProviderFailed):
        _log.warning("federation.failed", reason=str(problem))
    why = {
        "cancelled": isinstance(problem, Cancelled),
        "stale": isinstance(problem, StaleSignIn),
        "unknown": isinstance(problem, NotRecognised),
    }
    status = _STATUS.get(type(problem), 400)
    return render(request, "patient/signin/federation.html", why, status=status)
