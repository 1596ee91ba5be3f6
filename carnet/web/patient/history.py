"""« Historique »: who did what, when, from where and by what right, in sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carnet.access.facts import Action
from carnet.journal.queries import Event
from carnet.journal.wanted import Wanted
from carnet.web.patient import caregivers
from carnet.web.patient.cards import card
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.document import entry_number
from carnet.web.patient.history_asked import Asked, DatesForm, read
from carnet.web.patient.history_lines import days

PAGE = 30


@in_record
def history(request: RecordRequest) -> HttpResponse:
    """One page of the trace, filtered by its address; ``?avant=`` goes on."""
    form = DatesForm(request.GET) if _dates_sent(request) else DatesForm()
    if form.is_bound and form.is_valid():
        found = {"since": form.cleaned_data["du"], "until": form.cleaned_data["au"]}
        return redirect(read(_without_dates(request)).address(period="", **found))
    asked = read(_without_dates(request) if form.is_bound else request.GET)
    values = _lines(request, asked, asked.wanted(request.profile.reader_id))
    if asked.professional:
        values["whose"] = caregivers.professional(asked.professional)
    values |= {"asked": asked, "form": form, "hidden": asked.hidden()}
    status = 422 if form.is_bound else 200
    return render(request, "patient/history.html", values, status=status)


@in_record
def document_history(request: RecordRequest, identifier: object) -> HttpResponse:
    """« Qui a lu ce document ? »: all that tells of one document, lists that named it included."""
    number = entry_number(request, identifier)
    entry = request.profile.open().entry(number)
    asked = Asked(reverse("patient:document_history", args=[identifier]), "tout")
    values = _lines(request, asked, Wanted(entry_no=number))
    values |= {"card": card(entry), "id": identifier}
    return render(request, "patient/document_history.html", values)


def _lines(request: RecordRequest, asked: Asked, wanted: Wanted) -> dict[str, Any]:
    profile, before = request.profile, _position(request.GET.get("avant", ""))
    events = profile.open(Action.READ_HISTORY).history(before, PAGE + 1, wanted)
    shown = events[:PAGE]
    return {
        "days": days(shown, profile.reader_id),
        "newest": asked.address() if before else "",
        "older": _after(asked, shown[-1][0]) if len(events) > PAGE else "",
    }


def _dates_sent(request: RecordRequest) -> bool:
    return any(f"{name}_{part}" in request.GET for name in ("du", "au") for part in range(3))


def _without_dates(request: RecordRequest) -> Any:
    kept = request.GET.copy()
    for name in ("du", "au"):
        for key in (name, *(f"{name}_{part}" for part in range(3))):
            kept.pop(key, None)
    return kept


def _position(text: str) -> tuple[datetime, int] | None:
    if not text:
        return None
    try:
        at, _sign, event_id = text.partition("~")
        return datetime.fromisoformat(at), int(event_id)
    except ValueError as bad:
        raise Http404 from bad


def _after(asked: Asked, last: Event) -> str:
    address = asked.address()
    place = urlencode({"avant": f"{last.at.isoformat()}~{last.nonce}"})
    return f"{address}{'&' if '?' in address else '?'}{place}"
