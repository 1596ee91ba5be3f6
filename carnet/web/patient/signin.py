"""Signing in: identifier and password, then a one-time code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from carnet.accounts import actions, signin
from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.notify.mail import Undeliverable
from carnet.notify.sms import NotSent
from carnet.web.address import network_address
from carnet.web.brake import slowed
from carnet.web.inside import inside
from carnet.web.patient.activation_forms import OneTimeCodeForm
from carnet.web.patient.dead_ends import locked
from carnet.web.patient.entering import enter
from carnet.web.ui import delays
from carnet.web.ui.forms import posted

_KEY = "signin"  # {account, next, shared}: the password was right, the code is awaited

_SHARED = gettext_lazy("La session se ferme avec le navigateur, ou après {delay}.")


class SignInForm(forms.Form):
    """Identifier and password."""

    identifier = forms.CharField(
        label=gettext_lazy("Identifiant"),
        max_length=254,
        error_messages={"required": gettext_lazy("Écrivez votre identifiant.")},
        widget=forms.TextInput(
            {"autocomplete": "username webauthn", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Mot de passe"),
        max_length=1024,
        strip=False,
        error_messages={"required": gettext_lazy("Écrivez votre mot de passe.")},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    shared = forms.BooleanField(
        label=gettext_lazy("J’utilise un ordinateur partagé"),
        help_text=format_lazy(_SHARED, delay=delays.later("SHARED_COMPUTER_IDLE")),
        required=False,
    )


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """First step. The answer never tells whether the identifier exists."""
    if request.user.is_authenticated:
        return redirect(destination(request))
    form = SignInForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _verify(request, form)
    return _page(request, "sign_in", form)


def _verify(request: HttpRequest, form: SignInForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        account_id = actions.verify(
            given["identifier"], given["password"], network_address(request)
        )
        way = signin.send_code(account_id)
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return _page(request, "sign_in", form, status=429)
    except Locked as problem:
        return locked(request, problem)
    except WrongProof:
        form.add_error(None, _("L’identifiant ou le mot de passe n’est pas le bon."))
        return _page(request, "sign_in", form)
    except NotSent as problem:
        form.add_error(None, _not_sent(problem))
        return _page(request, "sign_in", form, status=503)
    request.session.cycle_key()
    request.session[_KEY] = {
        "account": account_id,
        "way": way,
        "next": destination(request),
        "shared": given["shared"],
    }
    return redirect("patient:sign_in_code")


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Second step: the six digits; then the session is new and the person is in."""
    waiting = request.session.get(_KEY)
    if waiting is None:
        return redirect("patient:home" if request.user.is_authenticated else "patient:sign_in")
    form = OneTimeCodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _enter(request, form, waiting)
    return _code_page(request, form, waiting)


def _enter(request: HttpRequest, form: OneTimeCodeForm, waiting: dict[str, Any]) -> HttpResponse:
    try:
        account = actions.confirm(waiting["account"], form.cleaned_data["code"])
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return _code_page(request, form, waiting, status=429)
    except Locked as problem:
        return locked(request, problem)
    except WrongProof:
        form.add_error("code", _("Ce code n’est pas le bon, ou il est trop ancien."))
        return _code_page(request, form, waiting)
    del request.session[_KEY]
    means, shared = signin.Means.PASSWORD, waiting.get("shared", False)
    return enter(request, account, means=means, to=waiting["next"], shared=shared)


@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    """Send another code, the same way or another; the former one dies."""
    waiting = request.session.get(_KEY)
    if waiting is None:
        return redirect("patient:sign_in")
    try:
        way = signin.send_code(waiting["account"], request.POST.get("way", ""))
        request.session[_KEY] = waiting | {"way": way}
    except Slowed as problem:
        messages.error(request, slowed(problem))
    except Locked as problem:
        return locked(request, problem)
    except NotSent as problem:
        messages.error(request, _not_sent(problem))
    else:
        messages.success(request, _("Un nouveau code est parti."))
    return redirect("patient:sign_in_code")


def _not_sent(problem: NotSent) -> str:
    if isinstance(problem, Undeliverable):
        return _("Votre adresse e-mail ne reçoit plus nos messages. Entrez autrement.")
    return _("Le code n’est pas parti. Réessayez dans un moment.")


def destination(request: HttpRequest) -> str:
    """Where the person was going, if it is in this house."""
    return inside(request, request.GET.get("next", ""), settings.LOGIN_REDIRECT_URL)


def _code_page(
    request: HttpRequest, form: OneTimeCodeForm, waiting: dict[str, Any], *, status: int = 0
) -> HttpResponse:
    ways = signin.ways(waiting["account"])
    way = waiting["way"] if waiting.get("way") in ways else next(iter(ways))
    more = {"contact": ways[way], "way": way, "email": ways.get("email"), "sms": ways.get("sms")}
    return _page(request, "code", form, status=status, **more)


def _page(
    request: HttpRequest, name: str, form: forms.Form, *, status: int = 0, **more: Any
) -> HttpResponse:
    failed = form.is_bound and bool(form.errors)
    return render(
        request,
        f"patient/signin/{name}.html",
        {"form": form, **more},
        status=status or (422 if failed else 200),
    )
