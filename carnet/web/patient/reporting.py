"""« Ce n’est pas normal »: report one access, block in the same place, read the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from carnet.access.facts import ActorKind
from carnet.journal.queries import Event
from carnet.records.problems import NotFound
from carnet.sharing import actions, reports
from carnet.sharing.problems import TooManyReports
from carnet.sharing.reports import Motive, ReportView
from carnet.web.patient import caregivers
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.event_words import MOTIVES
from carnet.web.patient.history_event import find, opened
from carnet.web.patient.history_lines import address, reportable
from carnet.web.ui.forms import posted


class ReportForm(forms.Form):
    """Why, in a few words or none; the first motive asks nothing of a worried person."""

    motive = forms.ChoiceField(
        label=gettext_lazy("Pourquoi cet accès n’est-il pas normal\u00a0?"),
        choices=[(str(one), MOTIVES[one]) for one in Motive],
        initial=str(Motive.UNEXPLAINED),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une raison.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Avec vos mots"),
        required=False,
        max_length=reports.LONGEST,
        error_messages={"max_length": gettext_lazy("Écrivez 1\u00a0000 caractères au plus.")},
        widget=forms.Textarea({"rows": 4}),
    )
    block = forms.BooleanField(required=False)

    def __init__(self, *args: Any, blockable: str, **kwargs: Any) -> None:
        """``blockable``: the name of whom the box would block; without one, no box."""
        super().__init__(*args, **kwargs)
        label = _("Bloquer aussi %(name)s\u00a0: plus aucune lecture de ce carnet")
        self.fields["block"].label = label % {"name": blockable}
        if not blockable:
            del self.fields["block"]

    def clean_words(self) -> str:
        """Control characters are nobody's words."""
        typed: str = self.cleaned_data["words"]
        return "".join(one for one in typed if one.isprintable() or one in "\r\n\t")


@dataclass(frozen=True, slots=True)
class Report:
    """One report as its line shows it."""

    number: int
    motive: str
    words: str
    who: str
    at: datetime
    answered_at: datetime | None
    answer: str
    href: str  # of the event


@in_record
@require_http_methods(["GET", "POST"])
def report(request: RecordRequest, identifier: object) -> HttpResponse:
    """Ask why; send; then say the number, and what comes next."""
    shown = find(request, identifier)
    event = shown.event
    if not reportable(event, request.profile.reader_id):
        raise NotFound
    subject = _subject(event)
    form = ReportForm(posted(request), blockable=_name(event) if subject else "")
    if request.method == "POST" and form.is_valid() and _sent(request, event, subject, form):
        return redirect("patient:reports")
    status = 422 if form.is_bound and form.errors else 200
    values = {"form": form, "opened": opened(request, shown), "id": identifier}
    return render(request, "patient/report.html", values, status=status)


@in_record
def all_reports(request: RecordRequest) -> HttpResponse:
    """Every report of this record that its reader may know of, with its answer."""
    profile = request.profile
    profile.open()
    found = reports.of_person(profile.person_id, profile.reader_id)
    return render(request, "patient/reports.html", {"reports": [_shown(one) for one in found]})


def _sent(request: RecordRequest, event: Event, subject: dict[str, int], form: ReportForm) -> bool:
    profile, given = request.profile, form.cleaned_data
    try:
        with transaction.atomic():
            number = reports.report(
                profile.person_id, profile.actor, event, Motive(given["motive"]), given["words"]
            )
            if given.get("block"):
                actions.block(profile.person_id, profile.actor, **subject)
    except TooManyReports:
        form.add_error(None, _("Trop de signalements attendent déjà une réponse. Appelez-nous."))
        return False
    said = _("Votre signalement n°\u00a0%(n)d est parti. La réponse arrivera ici.")
    messages.success(request, said % {"n": number})
    return True


def _subject(event: Event) -> dict[str, int]:
    """Whom « bloquer aussi » blocks: the professional, else the structure that named nobody."""
    if event.actor_kind is ActorKind.PROFESSIONAL and event.actor_id:
        return {"professional_id": event.actor_id}
    if event.actor_kind is ActorKind.ORGANIZATION and event.organization_id:
        return {"organization_id": event.organization_id}
    return {}


def _name(event: Event) -> str:
    if event.actor_kind is ActorKind.PROFESSIONAL:
        return caregivers.professional(event.actor_id).name
    return caregivers.organization(event.organization_id).name


def _shown(one: ReportView) -> Report:
    event = reports.event_of(one)
    if one.professional_id:
        who = caregivers.professional(one.professional_id).name
    else:
        who = caregivers.organization(one.organization_id).name if one.organization_id else ""
    href = address(event) if event else ""
    return Report(
        one.report_no, str(MOTIVES[one.motive]), one.words, who, one.at, one.answered_at,
        one.answer, href,
    )  # fmt: skip
