"""« Qui peut lire ce document ? »: who, and why; hide it, show it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carnet.access.facts import Action
from carnet.records import actions
from carnet.web.patient import hidden_rule
from carnet.web.patient.cards import card
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.document import entry_number
from carnet.web.patient.keeping import kept_lines
from carnet.web.patient.reader_groups import grouped


@in_record
def readers(request: RecordRequest, identifier: object) -> HttpResponse:
    """Show who may read one document and the reason for each."""
    number = entry_number(request, identifier)
    record = request.profile.open(Action.SEARCH)
    entry = record.entry(number)
    values = {
        "card": card(entry),
        "readers": grouped(record.readers(number)),
        "kept": kept_lines(request.profile.person_id, number, identifier),
        "still_reads": hidden_rule.still_reads(),
        "id": identifier,
    }
    return render(request, "patient/readers.html", values)


@in_record
@require_POST
def hide(request: RecordRequest, identifier: object) -> HttpResponse:
    """Hide from professionals; one tap undoes it."""
    number = entry_number(request, identifier)
    actions.hide(request.profile.person_id, request.profile.actor, number)
    undo = reverse("patient:show", args=[identifier])
    messages.success(request, _("Ce document est masqué aux soignants."), extra_tags=undo)
    return redirect("patient:readers", identifier)


@in_record
@require_POST
def show(request: RecordRequest, identifier: object) -> HttpResponse:
    """Show to professionals again; one tap undoes it."""
    number = entry_number(request, identifier)
    actions.show(request.profile.person_id, request.profile.actor, number)
    undo = reverse("patient:hide", args=[identifier])
    messages.success(request, _("Ce document est de nouveau visible."), extra_tags=undo)
    return redirect("patient:readers", identifier)
