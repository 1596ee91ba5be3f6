"""« Le carnet à une date »: what it held at the end of a day, and what a professional saw of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.clock import LEGAL_ZONE
from carnet.identity import directory
from carnet.records import door
from carnet.records.past import SeenThen
from carnet.web.patient import caregivers
from carnet.web.patient.cards import cards
from carnet.web.patient.current import Profile, RecordRequest, in_record
from carnet.web.ui.forms import DatePartsField

PAGE = 20


class PastForm(forms.Form):
    """A day, and whose eyes."""

    le = DatePartsField(label=gettext_lazy("Date"))
    soignant = forms.ChoiceField(label=gettext_lazy("Vu par"), required=False)

    def __init__(self, *args: Any, professionals: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(number, caregivers.professional(number).name) for number in professionals]
        self.fields["soignant"].choices = [("", _("Moi")), *known]  # type: ignore[attr-defined]

    def clean_le(self) -> date:
        """Not a day to come."""
        day: date = self.cleaned_data["le"]
        if day > clock.today():
            raise ValidationError(_("Choisissez aujourd’hui ou un jour passé."), code="future")
        return day


@in_record
def past(request: RecordRequest) -> HttpResponse:
    """Ask for a day (``?le_0=&le_1=&le_2=``), then list what there was at its end."""
    profile = request.profile
    known = door.open_past(profile.person_id, profile.actor, clock.now()).professionals()
    asked = any(name.startswith("le_") for name in request.GET)
    form = PastForm(request.GET if asked else None, professionals=known)
    values: dict[str, Any] = {"form": form}
    if form.is_valid():
        values |= _found(request, form.cleaned_data["le"], int(form.cleaned_data["soignant"] or 0))
    status = 422 if asked and not form.is_valid() else 200
    return render(request, "patient/past.html", values, status=status)


def _found(request: RecordRequest, day: date, professional_id: int) -> dict[str, Any]:
    seen = _look(request.profile, day, professional_id, request.GET.get("suite", ""))
    return {
        "day": day,
        "seen": seen,
        "cards": cards(seen.page.entries),
        "caregiver": caregivers.professional(professional_id) if professional_id else None,
        "older": _older(request, seen.page.next),
        "newest": _older(request, "") if request.GET.get("suite") else "",
    }


def _look(profile: Profile, day: date, professional_id: int, after: str) -> SeenThen:
    end = datetime.combine(day + timedelta(days=1), time.min, LEGAL_ZONE)
    record = door.open_past(profile.person_id, profile.actor, end)
    try:
        return record.timeline(_actor(professional_id), after or None, PAGE)
    except ValueError as bad:
        raise Http404 from bad


def _actor(professional_id: int) -> Actor | None:
    """As the directory knows them today; without a trade if they left it."""
    if not professional_id:
        return None
    found = directory.professional(professional_id)
    if found is None:
        return Actor(ActorKind.PROFESSIONAL, professional_id)
    place = found.organization_id or 0
    return Actor(ActorKind.PROFESSIONAL, professional_id, place, found.profession, found.specialty)


def _older(request: RecordRequest, after: str | None) -> str:
    if after is None:
        return ""
    names = ("le_0", "le_1", "le_2", "soignant")
    parts = {name: request.GET.get(name, "") for name in names} | {"suite": after}
    return "?" + urlencode({name: value for name, value in parts.items() if value})
