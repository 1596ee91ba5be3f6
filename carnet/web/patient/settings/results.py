"""Whether results are drawn from the documents: refused, and what was drawn is deleted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from carnet.access.facts import Action
from carnet.contents import refusals
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.settings.forms import page


@in_record
def results(request: RecordRequest) -> HttpResponse:
    """Say how it is, and change it: to what the page proposed, whatever tab it is."""
    profile = request.profile
    profile.open(Action.GOVERN)
    if request.method == "POST":
        _change(request)
        return redirect("patient:settings_results")
    return page(request, "results", refused=refusals.refuses(profile.person_id))


def _change(request: RecordRequest) -> None:
    profile = request.profile
    if request.POST.get("wanted") == "refuse":
        refusals.refuse(profile.person_id, profile.actor)
        messages.success(request, _("C’est refusé. Les résultats tirés sont effacés."))
    elif request.POST.get("wanted") == "allow":
        refusals.allow(profile.person_id, profile.actor)
        messages.success(request, _("C’est permis. Les documents vont être lus de nouveau."))
