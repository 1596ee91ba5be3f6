"""Block, unblock, allow: one tap each, one tap to undo."""

from __future__ import annotations

from typing import TypedDict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carnet.sharing import actions, queries
from carnet.web.inside import inside
from carnet.web.patient import access_one
from carnet.web.patient.access_forms import DurationForm
from carnet.web.patient.caregivers import Caregiver
from carnet.web.patient.current import Profile, RecordRequest, in_record


class Subject(TypedDict, total=False):
    """Whom an address names, as the verbs of sharing take it."""

    professional_id: int
    organization_id: int


@in_record
@require_POST
def block(request: RecordRequest, kind: str, number: int) -> HttpResponse:
    """Forbid the whole record to one professional or structure."""
    subject, caregiver = _subject(kind, number)
    undo = "autoriser" if _has(request.profile, subject, blocked=False) else "debloquer"
    actions.block(request.profile.person_id, request.profile.actor, **subject)
    text = _("%(name)s ne peut plus lire ce carnet.") % {"name": caregiver.name}
    return _told(request, text, f"/acces/{caregiver.path}/{undo}")


@in_record
@require_POST
def unblock(request: RecordRequest, kind: str, number: int) -> HttpResponse:
    """Lift a block; reading still needs the person's agreement."""
    subject, caregiver = _subject(kind, number)
    actions.unblock(request.profile.person_id, request.profile.actor, **subject)
    text = _("%(name)s n’est plus bloqué. Votre accord reste nécessaire pour lire.")
    return _told(request, text % {"name": caregiver.name}, f"/acces/{caregiver.path}/bloquer")


@in_record
@require_POST
def allow(request: RecordRequest, kind: str, number: int) -> HttpResponse:
    """Agree that one professional or structure reads the record, for a while when it is said."""
    subject, caregiver = _subject(kind, number)
    # Undoing says no duration: what was taken back is given back.
    form = DurationForm(request.POST if "duration" in request.POST else {"duration": "open"})
    if not form.is_valid():
        return access_one.page(request, caregiver, form)
    person_id, actor = request.profile.person_id, request.profile.actor
    if _has(request.profile, subject, blocked=True):
        actions.unblock(person_id, actor, **subject)
    actions.record_consent(person_id, actor, mode="online", until=form.until, **subject)
    text = _("%(name)s peut lire ce carnet.") % {"name": caregiver.name}
    return _told(request, text, f"/acces/{caregiver.path}/retirer")


@in_record
@require_POST
def withdraw(request: RecordRequest, kind: str, number: int) -> HttpResponse:
    """Take back an agreement without blocking: the professional may ask again."""
    subject, caregiver = _subject(kind, number)
    actions.withdraw_consent(request.profile.person_id, request.profile.actor, **subject)
    text = _("Votre accord est retiré. %(name)s ne peut plus lire ce carnet.")
    return _told(request, text % {"name": caregiver.name}, f"/acces/{caregiver.path}/autoriser")


def _subject(kind: str, number: int) -> tuple[Subject, Caregiver]:
    caregiver = access_one.named(kind, number)
    if kind == "soignants":
        return Subject(professional_id=number), caregiver
    return Subject(organization_id=number), caregiver


def _has(profile: Profile, subject: Subject, *, blocked: bool) -> bool:
    return any(
        view.blocked is blocked
        and view.professional_id == subject.get("professional_id")
        and view.organization_id == subject.get("organization_id")
        for view in queries.authorizations(profile.person_id, representative=not profile.own)
    )


def _told(request: RecordRequest, text: str, undo: str) -> HttpResponse:
    messages.success(request, text, extra_tags=undo)
    return redirect(inside(request, request.POST.get("next", ""), "/acces/"))
