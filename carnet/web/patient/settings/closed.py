"""A record that is not open: what became of it, and the way back, as prominent as the way out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carnet.records import actions
from carnet.web.patient.current import RecordRequest, in_account
from carnet.web.patient.settings.closing import CertifiedForm
from carnet.web.patient.settings.forms import page, proven
from carnet.web.ui.forms import posted


@in_account
def closed(request: RecordRequest) -> HttpResponse:
    """Where the pages of a record lead while it is not open."""
    if request.life is None or not request.shut:
        return redirect("patient:home")
    return page(request, "closed", life=request.life)


@in_account
@require_POST
def reopen(request: RecordRequest) -> HttpResponse:
    """Bring everything back."""
    actions.reopen(request.profile.person_id, request.profile.actor)
    messages.success(request, _("Le carnet est rouvert, avec tous les documents."))
    return redirect("patient:home")


@in_account
def delete(request: RecordRequest) -> HttpResponse:
    """Ask that the archive be destroyed without waiting ten years."""
    if request.life is None or request.life.state != "closed":
        return redirect("patient:closed")
    form = CertifiedForm(posted(request), own=request.profile.own)
    if request.method == "POST" and form.is_valid() and proven(request, form):
        actions.request_deletion(request.profile.person_id, request.profile.actor)
        messages.success(request, _("La suppression est demandée."))
        return redirect("patient:closed")
    return page(request, "deletion", form)


@in_account
@require_POST
def keep(request: RecordRequest) -> HttpResponse:
    """Leave the archive to its ten years."""
    actions.cancel_deletion(request.profile.person_id, request.profile.actor)
    messages.success(request, _("La suppression est annulée. L’archive est gardée."))
    return redirect("patient:closed")


@in_account
@require_POST
def contest(request: RecordRequest) -> HttpResponse:
    """Object to a suspension."""
    actions.contest(request.profile.person_id, request.profile.actor)
    messages.success(request, _("Votre désaccord est noté. Nous vous répondons."))
    return redirect("patient:closed")


@in_account
@require_POST
def begin_again(request: RecordRequest) -> HttpResponse:
    """Open a new, empty record in the place of the one that was destroyed."""
    actions.begin_again(request.profile.person_id, request.profile.actor)
    actions.activate(request.profile.person_id, request.profile.actor)
    messages.success(request, _("Un nouveau carnet est ouvert."))
    return redirect("patient:home")
