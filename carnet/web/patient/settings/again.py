"""The password again, before a setting that opens the account to others."""

from __future__ import annotations

from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from carnet.web.inside import inside
from carnet.web.patient import presence
from carnet.web.patient.current import RecordRequest, View, in_account
from carnet.web.patient.settings.forms import PasswordForm, page, proven
from carnet.web.ui.forms import posted


def recently_proven(view: View) -> View:
    """For pages of the account that a session left open must not be enough to use."""

    @wraps(view)
    def guarded(request: RecordRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if presence.recently_proved(request):
            return view(request, *args, **kwargs)
        # A form sent too late is filled again: its page is where the way leads back.
        here = request.path if request.method == "GET" else _page_of(request.path)
        return redirect(f"{reverse('patient:again')}?{urlencode({'next': here})}")

    return in_account(cast("View", guarded))


def _page_of(path: str) -> str:
    """« /parametres/cles/ » of « /parametres/cles/ajouter/ »."""
    return "/".join(path.split("/")[:3]) + "/"


@in_account
def again(request: RecordRequest) -> HttpResponse:
    """Ask for the password, then go on."""
    form = PasswordForm(posted(request))
    if request.method == "POST" and form.is_valid() and proven(request, form):
        return redirect(inside(request, request.GET.get("next", ""), "/parametres/"))
    return page(request, "again", form)
