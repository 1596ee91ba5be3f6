"""Passkeys: the list, a new one, one less."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from carnet.accounts import browsers
from carnet.accounts import passkeys as accounts
from carnet.accounts.problems import LastWay, PasskeyRefused
from carnet.web.patient import challenges
from carnet.web.patient.current import RecordRequest
from carnet.web.patient.settings.again import recently_proven
from carnet.web.patient.settings.forms import LAST_WAY, page

_PURPOSE = "create"


class NewPasskeyForm(forms.Form):
    """How its holder will know it in the list."""

    name = forms.CharField(
        label=gettext_lazy("Nom de la clé"),
        help_text=gettext_lazy("Pour la reconnaître plus tard."),
        max_length=60,
        error_messages={"required": gettext_lazy("Donnez un nom à cette clé.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )


@recently_proven
def passkeys(request: RecordRequest) -> HttpResponse:
    """Those of the account, and the way to one more."""
    agent = browsers.name_of(request.headers.get("User-Agent", ""))
    form = NewPasskeyForm(initial={"name": browsers.spoken(agent)})
    return _page(request, form)


@recently_proven
@require_POST
def options(request: RecordRequest) -> HttpResponse:
    """What the browser needs to make one."""
    return challenges.ask(request, _PURPOSE, accounts.ask_new(request.account_id))


@recently_proven
@require_POST
def add(request: RecordRequest) -> HttpResponse:
    """Keep the one that the browser made."""
    challenge, form = challenges.take(request, _PURPOSE), NewPasskeyForm(request.POST)
    if form.is_valid():
        answer = request.POST.get("credential", "")
        try:
            accounts.add(request.account_id, answer, challenge, form.cleaned_data["name"])
        except PasskeyRefused:
            form.add_error(None, _("Cette clé n’a pas pu être ajoutée. Réessayez."))
        else:
            messages.success(request, _("La clé d’accès est ajoutée."))
            return redirect("patient:passkeys")
    return _page(request, form)


@recently_proven
@require_POST
def remove(request: RecordRequest) -> HttpResponse:
    """Revoke one: it opens nothing any more."""
    try:
        if not accounts.remove(request.account_id, request.POST.get("key", "")):
            raise Http404
        messages.success(request, _("La clé d’accès est retirée. Effacez-la aussi de l’appareil."))
    except LastWay:
        messages.error(request, str(LAST_WAY))
    return redirect("patient:passkeys")


def _page(request: RecordRequest, form: NewPasskeyForm) -> HttpResponse:
    return page(request, "passkeys", form, passkeys=accounts.listed(request.account_id))
