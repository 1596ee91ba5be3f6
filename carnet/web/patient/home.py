"""The first page after sign-in: the person's own news first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from carnet.notify import queries as notices
from carnet.web.patient import family_members
from carnet.web.patient.cards import cards
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


@in_record
def home(request: RecordRequest) -> HttpResponse:
    """Alerts about access, what is to do, then the latest documents."""
    profile = request.profile
    unread = _unread(request)
    new = frozenset(line.entry_no for line in unread if line.entry_no)
    found = cards(profile.open().timeline(limit=LATEST + TO_DO).entries, new)
    to_do = [card for card in found[:LATEST] if card.new][:TO_DO]
    values = {
        "alerts": _alerts(unread),
        "to_do": to_do,
        "latest": [card for card in found if card not in to_do][:LATEST],
        "unread": len(unread),
        "family": family_members.waiting(profile.reader_id) if profile.own else [],
    }
    return render(request, "patient/home.html", values)


def _unread(request: RecordRequest) -> list[notices.NoticeLine]:
    profile = request.profile
    lines = notices.notices(profile.person_id, representative=not profile.own)
    return [line for line in lines if line.unread]


def _alerts(unread: list[notices.NoticeLine]) -> list[AccessAlert]:
    return [_alert(line) for line in unread if line.kind in ACCESS_KINDS]


def _alert(line: notices.NoticeLine) -> AccessAlert:
    emergency = line.kind == "ACCES_BRIS_GLACE"
    return AccessAlert(professional(line.professional_id), line.at, emergency, line.notice_id)
