"""Signing in with a passkey: one tap, no identifier, no code."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from carnet.accounts import ceremony, passkeys
from carnet.accounts.problems import Locked, PasskeyRefused, Slowed
from carnet.accounts.signin import Means
from carnet.web.address import network_address
from carnet.web.brake import slowed
from carnet.web.patient import challenges
from carnet.web.patient.dead_ends import locked
from carnet.web.patient.entering import enter
from carnet.web.patient.signin import destination

_PURPOSE = "get"


@never_cache
@require_POST
def options(request: HttpRequest) -> HttpResponse:
    """What the browser asks its passkeys."""
    return challenges.ask(request, _PURPOSE, ceremony.request())


@never_cache
@require_POST
def with_passkey(request: HttpRequest) -> HttpResponse:
    """The answer of a passkey: in, or back to the page of sign-in with the password at hand."""
    challenge = challenges.take(request, _PURPOSE)
    answer = request.POST.get("credential", "")
    try:
        account = passkeys.recognise(answer, challenge, network_address(request))
    except Slowed as problem:
        return _back(request, slowed(problem))
    except Locked as problem:
        return locked(request, problem)
    except PasskeyRefused:
        return _back(request, _("Cette clé d’accès n’est pas reconnue. Utilisez le mot de passe."))
    shared = request.POST.get("shared") == "on"
    return enter(request, account, means=Means.PASSKEY, to=destination(request), shared=shared)


def _back(request: HttpRequest, words: str) -> HttpResponse:
    messages.error(request, words)
    query = urlencode({"next": destination(request)})
    return redirect(f"{reverse('patient:sign_in')}?{query}")
