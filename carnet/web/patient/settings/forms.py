"""Forms of the settings: what they share is the password, typed again before what matters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carnet.accounts import passwords
from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.web.address import network_address
from carnet.web.brake import minutes, slowed
from carnet.web.patient import presence
from carnet.web.patient.current import RecordRequest

LAST_WAY = gettext_lazy("C’est votre dernière façon d’entrer. Ajoutez-en une autre d’abord.")


class PasswordForm(forms.Form):
    """The password of today."""

    password = forms.CharField(
        label=gettext_lazy("Votre mot de passe"),
        max_length=1024,
        strip=False,
        error_messages={"required": gettext_lazy("Écrivez votre mot de passe.")},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


def proven(request: RecordRequest, form: forms.Form) -> bool:
    """Whether the password of this sound form is the right one; if not, the form says so."""
    try:
        passwords.prove(request.account_id, form.cleaned_data["password"], network_address(request))
    except Slowed as problem:
        form.add_error("password", slowed(problem))
    except Locked as problem:
        form.add_error("password", _locked(problem))
    except WrongProof:
        form.add_error("password", _("Ce mot de passe n’est pas le bon."))
    else:
        presence.proved(request)
        return True
    return False


def _locked(problem: Locked) -> str:
    return _("Trop d’essais. Réessayez dans %(n)d minutes.") % {"n": minutes(problem)}


def page(
    request: RecordRequest, name: str, form: forms.Form | None = None, **more: Any
) -> HttpResponse:
    """One page of the settings; 422 when its form failed (429 when braked: ``web.brake``)."""
    failed = form is not None and form.is_bound and bool(form.errors)
    template = f"patient/settings/{name}.html"
    return render(request, template, {"form": form, **more}, status=422 if failed else 200)
