"""Activation in five screens: identity, sign-in, contact, one-time code, terms."""

from __future__ import annotations

import contextlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from carnet.accounts import actions, one_time, queries
from carnet.accounts.problems import (
    AccountProblem,
    IdentifierTaken,
    Locked,
    Slowed,
    WrongProof,
)
from carnet.accounts.signin import Means
from carnet.notify.sms import NotSent
from carnet.web.brake import slowed
from carnet.web.patient import activation_state as state
from carnet.web.patient.activation_forms import ContactForm, CredentialsForm, OneTimeCodeForm
from carnet.web.patient.dead_ends import dead_end, locked
from carnet.web.patient.entering import enter
from carnet.web.patient.identity_forms import ProofForm
from carnet.web.patient.proving import ACTIVATION
from carnet.web.patient.terms import changed, text
from carnet.web.patient.waiting_room import in_turn
from carnet.web.ui.forms import posted

PURPOSE = "activation"


@never_cache
@require_http_methods(["GET", "POST"])
@in_turn
def identity(request: HttpRequest) -> HttpResponse:
    """First screen; somebody who had begun may go on from there."""
    if request.user.is_authenticated:
        return redirect("patient:home")
    form = ProofForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return ACTIVATION.answer(
            request,
            lambda address: actions.prove(form.proof(), address),
            lambda person_id: _begin(request, person_id),
            form,
        )
    begun = state.load(request)
    return ACTIVATION.page(request, form, resume=begun.page if begun else "")


def _begin(request: HttpRequest, person_id: int) -> HttpResponse:
    state.begin(request, person_id)
    return redirect("patient:activation_sign_in")


@state.step("patient:activation_sign_in")
def sign_in(request: HttpRequest, progress: state.Progress) -> HttpResponse:
    """Second screen: identifier and password."""
    form = CredentialsForm(
        posted(request),
        initial={"identifier": progress.identifier},
        personal=queries.personal_words(progress.person_id),
    )
    if request.method == "POST" and form.is_valid():
        progress.identifier = form.cleaned_data["identifier"]
        progress.password = make_password(form.cleaned_data["password"])
        state.save(request, progress)
        if progress.email and not progress.contact:
            return _send_to_known(request, progress)
        return redirect(progress.page)
    return _page(request, "sign_in", form, 2, progress)


def _send_to_known(request: HttpRequest, progress: state.Progress) -> HttpResponse:
    """The identity provider gave an address: one screen less, unless no code leaves for it."""
    with contextlib.suppress(Slowed, Locked, NotSent):
        one_time.send(PURPOSE, str(progress.person_id), progress.email)
        progress.contact = progress.email
    state.save(request, progress)
    return redirect(progress.page)


@state.step("patient:activation_contact")
def contact(request: HttpRequest, progress: state.Progress) -> HttpResponse:
    """Third screen: the e-mail address or mobile, to which a code goes at once."""
    known = progress.contact or progress.email or queries.known_email(progress.person_id)
    form = ContactForm(posted(request), initial={"contact": known})
    if request.method == "POST" and form.is_valid():
        return _send(request, progress, form)
    return _page(request, "contact", form, 3, progress)


def _send(request: HttpRequest, progress: state.Progress, form: ContactForm) -> HttpResponse:
    address = form.cleaned_data["contact"]
    try:
        one_time.send(PURPOSE, str(progress.person_id), address)
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return _page(request, "contact", form, 3, progress, status=429)
    except Locked as problem:
        return locked(request, problem)
    except NotSent:
        form.add_error("contact", _("Le message n’est pas parti. Relisez l’adresse, ou réessayez."))
        return _page(request, "contact", form, 3, progress)
    progress.contact, progress.confirmed = address, False
    state.save(request, progress)
    return redirect(progress.page)


@state.step("patient:activation_code")
def code(request: HttpRequest, progress: state.Progress) -> HttpResponse:
    """Fourth screen: the six digits."""
    form = OneTimeCodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _confirm(request, progress, form)
    return _page(request, "code", form, 4, progress, contact=progress.contact)


def _confirm(request: HttpRequest, progress: state.Progress, form: OneTimeCodeForm) -> HttpResponse:
    try:
        typed = form.cleaned_data["code"]
        progress.contact = one_time.check(PURPOSE, str(progress.person_id), typed)
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return _page(request, "code", form, 4, progress, status=429, contact=progress.contact)
    except Locked as problem:
        return locked(request, problem)
    except WrongProof:
        form.add_error("code", _("Ce code n’est pas le bon, ou il est trop ancien."))
        return _page(request, "code", form, 4, progress, contact=progress.contact)
    progress.confirmed = True
    state.save(request, progress)
    return redirect(progress.page)


@state.step("patient:activation_terms")
def terms(request: HttpRequest, progress: state.Progress) -> HttpResponse:
    """Fifth screen: accepting is a button; the record is then active and its holder signed in."""
    if request.method != "POST":
        step, total = progress.place(5)
        values = {"step": step, "total": total, **text()}
        return render(request, "patient/activation/terms.html", values)
    if request.POST.get("version") != text()["terms"].version:
        messages.warning(request, changed())
        return redirect(progress.page)
    try:
        account_id = actions.complete(
            progress.person_id, progress.identifier, progress.password, progress.contact,
            by_code=not progress.by_provider,
        )  # fmt: skip
    except IdentifierTaken:
        progress.identifier = ""
        state.save(request, progress)
        messages.error(request, _("Cet identifiant vient d’être pris. Choisissez-en un autre."))
        return redirect(progress.page)
    except AccountProblem as problem:
        state.forget(request)
        return dead_end(request, problem)
    state.forget(request)
    messages.success(request, _("Votre carnet est activé."))
    return enter(
        request,
        queries.account(account_id),
        means=Means.ACTIVATION,
        to=reverse("patient:first_steps"),
    )


def _page(
    request: HttpRequest,
    name: str,
    form: Form,
    screen: int,
    progress: state.Progress,
    *,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    """One screen of five; 422 when its form failed, unless another status says more."""
    failed = form.is_bound and bool(form.errors)
    step, total = progress.place(screen)
    return render(
        request,
        f"patient/activation/{name}.html",
        {"form": form, "step": step, "total": total, **more},
        status=status or (422 if failed else 200),
    )
