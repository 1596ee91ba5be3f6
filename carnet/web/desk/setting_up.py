"""The first sign-in of an agent: the operator's code, then a password and a second factor."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from carnet.assistance import actions, totp
from carnet.assistance.problems import UnknownAgent
from carnet.web.address import network_address
from carnet.web.desk.forms import FactorForm, SetUpForm
from carnet.web.desk.trying import attempt, page
from carnet.web.ui.forms import posted

_KEY = "set_up"  # {agent, identifier}


@never_cache
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The one-time code of the operator."""
    form, status = SetUpForm(posted(request)), 0
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        agent_id, status = attempt(
            form,
            _("L’identifiant ou le code d’installation n’est pas le bon."),
            lambda: actions.begin_set_up(
                given["identifier"], given["code"], network_address(request)
            ),
        )
        if agent_id is not None:
            request.session.flush()
            request.session[_KEY] = {"agent": agent_id, "identifier": given["identifier"]}
            return redirect("desk:set_up_factor")
    return page(request, "set_up", form, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """The second factor to enrol, and the password to choose."""
    waiting = request.session.get(_KEY, {"agent": 0, "identifier": ""})
    try:
        secret = actions.second_factor(waiting["agent"])
    except UnknownAgent:
        return redirect("desk:set_up")
    form, status = FactorForm(posted(request)), 0
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        _done, status = attempt(
            form,
            _("Le code de l’application n’est pas le bon. Attendez le suivant."),
            lambda: actions.finish_set_up(waiting["agent"], given["password"], given["code"]),
        )
        if not status:
            request.session.flush()
            messages.success(request, _("Votre accès est prêt. Connectez-vous."))
            return redirect("desk:sign_in")
    return page(request, "factor", form, status=status, secret=totp.spoken(secret))


@never_cache
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The QR code of the second factor."""
    waiting = request.session.get(_KEY, {"agent": 0, "identifier": ""})
    try:
        secret = actions.second_factor(waiting["agent"])
    except UnknownAgent:
        raise Http404 from None
    text = totp.address(secret, waiting["identifier"], settings.SERVICE_NAME)
    return HttpResponse(totp.qr(text), content_type="image/png")
