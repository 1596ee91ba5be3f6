"""The first page after sign-in: the person's own news first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from carnet.journal import names
from carnet.journal.queries import Event
from carnet.notify import queries as notices
from carnet.records.adding import offered
from carnet.records.opened import OpenRecord
from carnet.records.views import EntryView
from carnet.web.patient import family_members
from carnet.web.patient.cards import Card, Reading, cards
from carnet.web.patient.caregivers import Caregiver, professional
from carnet.web.patient.current import RecordRequest, in_record

LATEST = 4
TO_DO = 3
ACCESS_KINDS = ("ACCES_DMP_PS", "ACCES_BRIS_GLACE")


@dataclass(frozen=True, slots=True)
class AccessAlert:
    """Somebody opened the record, and the person has not said that they know."""

    caregiver: Caregiver
    at: datetime
    emergency: bool
    notice_id: UUID

    @property
    def history(self) -> str:
        """What they did here, each line with « Ce n’est pas normal »."""
        number = self.caregiver.path.rpartition("/")[2]
        return f"/historique/?soignant={number}" if number else "/historique/"


@in_record
def home(request: RecordRequest) -> HttpResponse:
    """Alerts about access, what is to do, then the latest documents."""
    profile = request.profile
    unread = _unread(request)
    new = frozenset(line.entry_no for line in unread if line.entry_no)
    record = profile.open()
    found = _read_by(record, record.timeline(limit=LATEST + TO_DO).entries, new)
    to_do = [card for card in found[:LATEST] if card.new][:TO_DO]
    values = {
        "alerts": _alerts(unread),
        "to_do": to_do,
        "latest": [card for card in found if card not in to_do][:LATEST],
        "unread": len(unread),
        "may_add": offered(record.facts),
        "family": family_members.waiting(profile.reader_id) if profile.own else [],
    }
    return render(request, "patient/home.html", values)


def _read_by(record: OpenRecord, entries: Sequence[EntryView], new: frozenset[int]) -> list[Card]:
    """The cards of these, each with who else read it last, for whom the history is open to."""
    found = cards(entries, new)
    if not (record.facts.holder or record.facts.represents):
        return found
    readings = record.last_readings([entry.entry_no for entry in entries])
    return [
        replace(card, reading=_reading(entry, readings.get(entry.entry_no), record))
        for card, entry in zip(found, entries, strict=True)
    ]


def _reading(entry: EntryView, event: Event | None, record: OpenRecord) -> Reading:
    href = reverse("patient:document_history", args=[entry.logical_id])
    who = names.actor(event, record.facts.actor.actor_id) if event else ""
    return Reading(who, event.at if event else None, href)


def _unread(request: RecordRequest) -> list[notices.NoticeLine]:
    profile = request.profile
    if profile.caregiving:  # what is new, and to whom it was told, is the person's own
        return []
    lines = notices.notices(profile.person_id, representative=not profile.own)
    return [line for line in lines if line.unread]


def _alerts(unread: list[notices.NoticeLine]) -> list[AccessAlert]:
    return [_alert(line) for line in unread if line.kind in ACCESS_KINDS]


def _alert(line: notices.NoticeLine) -> AccessAlert:
    emergency = line.kind == "ACCES_BRIS_GLACE"
    return AccessAlert(professional(line.professional_id), line.at, emergency, line.notice_id)
