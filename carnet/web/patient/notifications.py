"""The notification centre of the record on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from carnet.base.clock import LEGAL_ZONE
from carnet.base.ids import Kind, Pointer, conceal
from carnet.notify import actions, queries
from carnet.notify.kinds import CAREGIVERS, FAMILY
from carnet.web.patient import caregivers
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.history_asked import Asked
from carnet.web.ui.language import of_documents

# Where a notice without a document leads.
LEADS = {
    "REPONSE_SUPPORT": "patient:tickets",
    "REPONSE_SIGNALEMENT": "patient:reports",
    "NOUVEL_APPAREIL": "patient:devices",
    **dict.fromkeys(CAREGIVERS, "patient:relatives"),
}
# Where one about a professional leads, when it is not to the history.
OF_ACCESS = {
    "ACCES_BRIS_GLACE": "patient:emergency",
    "EXAMEN_URGENCE": "patient:emergency",
    "FIN_ACCORD": "patient:access",
    "BLOCAGE_DEMANDE": "patient:access",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice in words, and where it leads; ``lang``: of a title that is a document's."""

    title: str
    detail: str
    at: datetime
    href: str
    unread: bool
    lang: str = ""


@in_record
def notifications(request: RecordRequest) -> HttpResponse:
    """The latest notices, newest first.

    A message pressed on a phone leads here, whatever record is on its screen: a caregiver chooses
    their own first, since the centre is the person's alone.
    """
    profile = request.profile
    if profile.caregiving:
        return redirect("patient:profiles")
    lines = queries.notices(profile.person_id, representative=not profile.own)
    titles = profile.open().titles(tuple(line.entry_no for line in lines if line.entry_no))
    shown = [_notice(profile.person_id, line, titles) for line in lines]
    values = {"notices": shown, "unread": any(notice.unread for notice in shown)}
    return render(request, "patient/notifications.html", values)


def _notice(person_id: int, line: queries.NoticeLine, titles: Mapping[int, str]) -> Notice:
    """The document's title when the reader may see it; else the sentence alone, leading nowhere."""
    if line.entry_no is not None and line.entry_no in titles:
        address = _document(person_id, line.entry_no)
        title = titles[line.entry_no]
        return Notice(title, line.sentence, line.at, address, line.unread, of_documents())
    if line.kind in FAMILY | LEADS.keys():
        place = "patient:family" if line.kind in FAMILY else LEADS[line.kind]
        return Notice(line.sentence, "", line.at, reverse(place), line.unread)
    place = OF_ACCESS.get(line.kind, "")
    if not line.professional_id:
        return Notice(line.sentence, "", line.at, reverse(place) if place else "", line.unread)
    who = caregivers.professional(line.professional_id)
    detail = ", ".join(filter(None, (who.name, who.work, who.place)))
    href = reverse(place) if place else _day_of(line.professional_id, line.at)
    return Notice(line.sentence, detail, line.at, href, line.unread)


def _day_of(professional_id: int, at: datetime) -> str:
    """The lines of the history that tell what this professional did that day."""
    day = at.astimezone(LEGAL_ZONE).date()
    path = reverse("patient:history")
    return Asked(path, professional=professional_id, since=day, until=day).address()


def _document(person_id: int, entry_no: int) -> str:
    return reverse("patient:document", args=[conceal(Pointer(Kind.ENTRY, person_id, entry_no))])


@in_record
@require_POST
def mark_read(request: RecordRequest) -> HttpResponse:
    """Say that everything was read."""
    actions.mark_read(request.profile.person_id, representative=not request.profile.own)
    return redirect("patient:notifications")


@in_record
@require_POST
def mark_one_read(request: RecordRequest, notice: UUID) -> HttpResponse:
    """Say that one notice is known and expected."""
    profile = request.profile
    actions.mark_read(profile.person_id, representative=not profile.own, notice_id=notice)
    return redirect("patient:home")
