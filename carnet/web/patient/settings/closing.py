"""Closing a record in three screens, then a cooling-off during which one tap undoes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from carnet.records import actions
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.settings.forms import PasswordForm, page, proven
from carnet.web.ui import delays
from carnet.web.ui.forms import posted

KEEP, DELETE = "keep", "delete"
_ARCHIVE = delays.later("ARCHIVE_YEARS")
_DELETED = gettext_lazy("Les supprimer dans les {soon}, pour toujours")
_KEPT = gettext_lazy("Les garder {archive}, pour pouvoir rouvrir le carnet")


class CertifiedForm(PasswordForm):
    """The password; for a child, that one is their legal representative as well."""

    certified = forms.BooleanField(
        label=gettext_lazy("Je certifie être le représentant légal de cet enfant"),
        error_messages={"required": gettext_lazy("Cochez cette case pour continuer.")},
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["certified"]


class ClosingForm(CertifiedForm):
    """What becomes of the documents; nothing is ticked in advance."""

    documents = forms.ChoiceField(
        label=gettext_lazy("Que faire des documents\u00a0?"),
        choices=[
            (KEEP, format_lazy(_KEPT, archive=_ARCHIVE)),
            (DELETE, format_lazy(_DELETED, soon=delays.later("EXPRESS_DELETION"))),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez ce que deviennent les documents.")},
    )
    field_order = ("documents", "certified", "password")


@in_record
def explain(request: RecordRequest) -> HttpResponse:
    """First screen: what will happen, in plain words."""
    if request.life and request.life.closing_asked:
        return redirect("patient:closing_asked")
    return page(request, "closing")


@in_record
def choose(request: RecordRequest) -> HttpResponse:
    """Second screen: the documents, and the password."""
    form = ClosingForm(posted(request), own=request.profile.own)
    if request.method == "POST" and form.is_valid() and proven(request, form):
        profile = request.profile
        delete = form.cleaned_data["documents"] == DELETE
        actions.request_closing(profile.person_id, profile.actor, delete=delete)
        return redirect("patient:closing_asked")
    return page(request, "closing_choice", form)


@in_record
def asked(request: RecordRequest) -> HttpResponse:
    """Third screen: until when it can be undone, and the way to do so."""
    if not (request.life and request.life.closing_asked):
        return redirect("patient:closing")
    return page(request, "closing_asked", life=request.life)


@in_record
@require_POST
def cancel(request: RecordRequest) -> HttpResponse:
    """Forget the closing."""
    actions.cancel_closing(request.profile.person_id, request.profile.actor)
    messages.success(request, _("La fermeture est annulée. Rien n’a changé."))
    return redirect("patient:home")
