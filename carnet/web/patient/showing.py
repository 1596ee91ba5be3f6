"""« Montrer un code »: a professional who presents it in time may read, for as long as chosen."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carnet.access.facts import Action
from carnet.sharing import codes
from carnet.web.patient.access_forms import LASTS, CodeForm
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.ui.forms import posted


@in_record
def code(request: RecordRequest) -> HttpResponse:
    """Show the code that waits, or choose how long the next one gives."""
    profile = request.profile
    profile.open(Action.SHARE)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        codes.make(profile.person_id, profile.actor, form.cleaned_data["hours"])
        return redirect("patient:consent_code")
    shown = codes.waiting(profile.person_id)
    lasts = LASTS[shown.hours] if shown else ""
    minutes = int(settings.CONSENT_CODE_VALIDITY.total_seconds() // 60)
    values = {"form": form, "shown": shown, "lasts": lasts, "minutes": minutes}
    return render(request, "patient/code.html", values, status=422 if form.is_bound else 200)


@in_record
@require_POST
def cancel(request: RecordRequest) -> HttpResponse:
    """The code that waits serves no more."""
    codes.cancel(request.profile.person_id, request.profile.actor)
    messages.success(request, _("Ce code ne sert plus."))
    return redirect("patient:consent_code")
