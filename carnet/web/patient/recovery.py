"""A forgotten identifier or password. No answer tells whether a person or an account exists."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from carnet.accounts import recovery
from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.web.address import network_address
from carnet.web.brake import slowed
from carnet.web.patient.activation_forms import OneTimeCodeForm
from carnet.web.patient.dead_ends import locked
from carnet.web.patient.recovery_forms import NewPasswordForm, RecoveryForm, ReminderForm
from carnet.web.ui.forms import posted

_KEY = "recovery"  # {person, subject, proven}: person is 0 when the card is nobody's


@never_cache
@require_http_methods(["GET", "POST"])
def identifier(request: HttpRequest) -> HttpResponse:
    """Number and birth date; the identifier then goes to the confirmed contact."""
    form = ReminderForm(posted(request))
    if request.method != "POST" or not form.is_valid():
        return _page(request, "identifier", form)
    given = form.cleaned_data
    try:
        recovery.remind(
            given["matricule"], given["birth_date"], form.wish, network_address(request)
        )
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return _page(request, "identifier", form, status=429)
    except Locked as problem:
        return locked(request, problem)
    return redirect("patient:identifier_sent")


@never_cache
@require_safe
def reminded(request: HttpRequest) -> HttpResponse:
    """Say the same to everybody."""
    return render(request, "patient/recovery/reminded.html")


@never_cache
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """First step: the card; a code then goes to the confirmed contact."""
    form = RecoveryForm(posted(request))
    if request.method != "POST" or not form.is_valid():
        return _page(request, "password", form)
    try:
        person_id, subject = recovery.ask(form.card(), form.wish, network_address(request))
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return _page(request, "password", form, status=429)
    except Locked as problem:
        return locked(request, problem)
    request.session.cycle_key()
    request.session[_KEY] = {"person": person_id, "subject": subject, "proven": False}
    return redirect("patient:recovery_code")


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Second step: the six digits."""
    kept = request.session.get(_KEY)
    if kept is None:
        return redirect("patient:forgotten_password")
    form = OneTimeCodeForm(posted(request))
    if request.method != "POST" or not form.is_valid():
        return _page(request, "code", form)
    try:
        recovery.prove(kept["person"], kept["subject"], form.cleaned_data["code"])
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return _page(request, "code", form, status=429)
    except Locked as problem:
        return locked(request, problem)
    except WrongProof:
        form.add_error("code", _("Ce code n’est pas le bon, ou il est trop ancien."))
        return _page(request, "code", form)
    request.session.cycle_key()
    request.session[_KEY] = kept | {"proven": True}
    return redirect("patient:new_password")


@never_cache
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """Third step: the new password; then sign in with it."""
    kept = request.session.get(_KEY)
    if kept is None or not kept["proven"]:
        return redirect("patient:recovery_code")
    form = NewPasswordForm(posted(request), person_id=kept["person"])
    if request.method != "POST" or not form.is_valid():
        return _page(request, "new_password", form)
    name = recovery.reset(kept["person"], form.cleaned_data["password"])
    request.session.flush()
    words = _("Votre nouveau mot de passe est prêt. Votre identifiant est %(name)s.")
    messages.success(request, words % {"name": name})
    return redirect("patient:sign_in")


def _page(request: HttpRequest, name: str, form: Form, *, status: int = 0) -> HttpResponse:
    failed = form.is_bound and bool(form.errors)
    return render(
        request,
        f"patient/recovery/{name}.html",
        {"form": form},
        status=status or (422 if failed else 200),
    )
