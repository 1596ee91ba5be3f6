"""One line of the history, opened: all that was kept of it, and the rule applied again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from carnet.access.facts import Action, ActorKind
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal import names, presenter
from carnet.journal.queries import Event
from carnet.records.trace import ShownEvent
from carnet.web.patient import caregivers, event_words
from carnet.web.patient.caregivers import Caregiver
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.history_lines import address, reportable
from carnet.web.pointers import pointed


@dataclass(frozen=True, slots=True)
class Named:
    """One document that an event tells of, as a link."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Opened:
    """One event as its page shows it; empty words are not shown."""

    at: datetime
    sentence: str
    who: str
    work: str
    structure: str
    software: str
    purpose: str
    right: str
    consent: str
    policy: int
    again: str  # the decision replayed
    documents: list[Named]
    all_by: str  # where everything that this professional did is told
    report: str


@in_record
def history_event(request: RecordRequest, identifier: object) -> HttpResponse:
    """Open one line; hidden, another person's and invented ones are the same 404."""
    shown = find(request, identifier)
    values = {"opened": opened(request, shown), "id": identifier}
    return render(request, "patient/history_event.html", values)


def find(request: RecordRequest, identifier: object) -> ShownEvent:
    """The event that an address names, of the record on the screen. Http404, NotFound."""
    pointer = pointed(identifier, Kind.EVENT, request.profile.person_id)
    return request.profile.open(Action.READ_HISTORY).event(pointer)


def opened(request: RecordRequest, shown: ShownEvent) -> Opened:
    """All the words of one event."""
    event, reader_id = shown.event, request.profile.reader_id
    line = presenter.present(event, title=shown.title, reader_id=reader_id)
    known = _caregiver(event)
    return Opened(
        at=event.at,
        sentence=line.sentence,
        who=names.actor(event, reader_id),
        work=known.work if known else "",
        structure=_structure(event),
        software=event.software if event.actor_kind not in _NO_SOFTWARE else "",
        purpose=event_words.purpose(event),
        right=line.rule,
        consent=event_words.consent(event),
        policy=event.policy,
        again=event_words.again(event),
        documents=[_named(event, no, title) for no, title in sorted(shown.titles.items())],
        all_by=f"{reverse('patient:history')}?soignant={event.actor_id}" if known else "",
        report=f"{address(event)}signaler/" if reportable(event, reader_id) else "",
    )


_NO_SOFTWARE = (ActorKind.APP, ActorKind.AGENT)  # the name of the one, the desk of the other


def _caregiver(event: Event) -> Caregiver | None:
    professional = event.actor_kind is ActorKind.PROFESSIONAL and event.actor_id
    return caregivers.professional(event.actor_id) if professional else None


def _structure(event: Event) -> str:
    if not event.organization_id:
        return ""
    found = caregivers.organization(event.organization_id)
    return ", ".join(filter(None, (found.name, found.place)))


def _named(event: Event, entry_no: int, title: str) -> Named:
    identifier = conceal(Pointer(Kind.ENTRY, event.person_id, entry_no))
    return Named(title or _("Un document"), reverse("patient:document", args=[identifier]))
