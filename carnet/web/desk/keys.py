"""Passkeys of agents: signing in with one; the list, one more, one less."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from carnet.accounts import browsers, ceremony
from carnet.accounts.problems import Locked, PasskeyRefused, Slowed
from carnet.assistance import passkeys
from carnet.web.address import network_address
from carnet.web.brake import slowed
from carnet.web.desk import guard
from carnet.web.desk.forms import NewPasskeyForm
from carnet.web.desk.guard import DeskRequest, at_desk
from carnet.web.desk.trying import attempt, locked, page
from carnet.web.patient import challenges

_GET, _CREATE = "agent.get", "agent.create"


@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """What the browser asks its passkeys."""
    return challenges.ask(request, _GET, ceremony.request())


@never_cache
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """The answer of a passkey: at the desk, or back to the page of sign-in."""
    challenge = challenges.take(request, _GET)
    try:
        agent = passkeys.recognise(
            request.POST.get("credential", ""), challenge, network_address(request)
        )
    except Slowed as problem:
        messages.error(request, slowed(problem))
    except Locked as problem:
        messages.error(request, locked(problem))
    except PasskeyRefused:
        messages.error(
            request, _("Cette clé d’accès n’est pas reconnue. Utilisez le mot de passe.")
        )
    else:
        guard.begin(request, agent)
        return redirect("desk:find")
    return redirect("desk:sign_in")


@at_desk
@require_safe
def keys(request: DeskRequest) -> HttpResponse:
    """Those of the agent, and the way to one more."""
    name = browsers.spoken(browsers.name_of(request.headers.get("User-Agent", "")))
    return _page(request, NewPasskeyForm(initial={"name": name}))


@at_desk
@require_POST
def options(request: DeskRequest) -> HttpResponse:
    """What the browser needs to make one."""
    return challenges.ask(request, _CREATE, passkeys.ask_new(request.agent))


@at_desk
@require_POST
def add(request: DeskRequest) -> HttpResponse:
    """Keep the one that the browser made."""
    challenge, form = challenges.take(request, _CREATE), NewPasskeyForm(request.POST)
    status = 0
    if form.is_valid():
        given, answer = form.cleaned_data, request.POST.get("credential", "")
        _done, status = attempt(
            form,
            _("La clé n’est pas ajoutée. Attendez le code suivant, puis réessayez."),
            lambda: passkeys.add(request.agent, given["code"], answer, challenge, given["name"]),
        )
        if not status:
            messages.success(request, _("La clé d’accès est ajoutée."))
            return redirect("desk:keys")
    return _page(request, form, status)


@at_desk
@require_POST
def remove(request: DeskRequest) -> HttpResponse:
    """Revoke one: it opens nothing any more."""
    if not passkeys.remove(request.agent, request.POST.get("key", "")):
        raise Http404
    messages.success(request, _("La clé d’accès est retirée. Effacez-la aussi de l’appareil."))
    return redirect("desk:keys")


def _page(request: DeskRequest, form: NewPasskeyForm, status: int = 0) -> HttpResponse:
    return page(request, "keys", form, status=status, passkeys=passkeys.listed(request.agent))
