"""« Masquer à cette personne »: one document kept from one professional or structure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carnet.access.facts import Action
from carnet.records import actions, keeping, previews
from carnet.records.keeping import ORGANIZATION, PROFESSIONAL
from carnet.web.patient import caregivers, hidden_rule
from carnet.web.patient.cards import card
from carnet.web.patient.caregivers import Caregiver
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.differences import told
from carnet.web.patient.document import entry_number

_SUBJECTS = {"soignants": PROFESSIONAL, "structures": ORGANIZATION}


@dataclass(frozen=True, slots=True)
class KeptLine:
    """Somebody from whom the document is kept, and where a tap shows it to them again."""

    caregiver: Caregiver
    lift: str


@in_record
def preview(request: RecordRequest, identifier: object, kind: str, number: int) -> HttpResponse:
    """What keeping the document from this one would change: before it is saved."""
    subject, caregiver = _subject(kind, number)
    entry_no = entry_number(request, identifier)
    record = request.profile.open(Action.GOVERN)
    entry = record.entry(entry_no)
    change = previews.keeping_from(subject, number, [entry_no])
    values = {
        "card": card(entry),
        "caregiver": caregiver,
        "difference": told(record.preview(change)),
        "still_reads": hidden_rule.still_reads(),
        "id": identifier,
        "kind": kind,
        "number": number,
    }
    return render(request, "patient/keep_from.html", values)


@in_record
@require_POST
def keep(request: RecordRequest, identifier: object, kind: str, number: int) -> HttpResponse:
    """Keep it from them; one tap undoes it."""
    text, undo = _("Ce document est masqué à %(name)s."), "patient:keep_from_no_longer"
    return _save(request, identifier, (kind, number), actions.keep_from, text=text, undo=undo)


@in_record
@require_POST
def lift(request: RecordRequest, identifier: object, kind: str, number: int) -> HttpResponse:
    """Show it to them again, as far as their other rights go; one tap undoes it."""
    text, undo = _("Ce document n’est plus masqué à %(name)s."), "patient:keep_from_now"
    return _save(request, identifier, (kind, number), actions.lift, text=text, undo=undo)


def kept_lines(person_id: int, entry_no: int, identifier: object) -> list[KeptLine]:
    """From whom a document is kept, for the page of its readers."""
    found = []
    for one in keeping.of_entry(person_id, entry_no):
        kind = "soignants" if one.subject == PROFESSIONAL else "structures"
        named = caregivers.professional if one.subject == PROFESSIONAL else caregivers.organization
        address = reverse("patient:keep_from_no_longer", args=[identifier, kind, one.subject_id])
        found.append(KeptLine(named(one.subject_id), address))
    return found


def _save(
    request: RecordRequest,
    identifier: object,
    whom: tuple[str, int],
    change: Callable[..., object],
    *,
    text: str,
    undo: str,
) -> HttpResponse:
    subject, caregiver = _subject(*whom)
    profile, entry_no = request.profile, entry_number(request, identifier)
    change(profile.person_id, profile.actor, entry_no, subject, whom[1])
    back = reverse(undo, args=[identifier, *whom])
    messages.success(request, text % {"name": caregiver.name}, extra_tags=back)
    return redirect("patient:readers", identifier)


def _subject(kind: str, number: int) -> tuple[str, Caregiver]:
    """As the records know them, and in words; 404 for whom the directory does not know."""
    if kind not in _SUBJECTS:
        raise Http404
    named = caregivers.professional if kind == "soignants" else caregivers.organization
    caregiver = named(number)
    if not caregiver.path:
        raise Http404
    return _SUBJECTS[kind], caregiver
