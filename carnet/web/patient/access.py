"""« Accès et partage »: who may enter, who is blocked, and blocking in advance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render

from carnet.identity import directory
from carnet.sharing import queries
from carnet.web.patient import caregivers
from carnet.web.patient.caregivers import Caregiver
from carnet.web.patient.current import RecordRequest, in_record

MIN_SEARCH = 2


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the page."""

    caregiver: Caregiver
    since: datetime | None
    blocked: bool = False
    by_person: bool = True

    @property
    def block(self) -> str:
        """Where a tap blocks them."""
        return f"/acces/{self.caregiver.path}/bloquer"

    @property
    def withdraw(self) -> str:
        """Where a tap takes the agreement back."""
        return f"/acces/{self.caregiver.path}/retirer"

    @property
    def unblock(self) -> str:
        """Where a tap lifts the block."""
        return f"/acces/{self.caregiver.path}/debloquer"


@in_record
def access(request: RecordRequest) -> HttpResponse:
    """List those allowed and those blocked; search the directory with ``?q=``."""
    lines = [_line(view) for view in queries.authorizations(request.profile.person_id)]
    words = " ".join(request.GET.get("q", "").split())
    values = {
        "doctor": _treating_doctor(request),
        "allowed": [line for line in lines if not line.blocked],
        "blocked": [line for line in lines if line.blocked],
        "q": words,
        "too_short": bool(words) and len(words) < MIN_SEARCH,
        "found": _found(words, {line.caregiver.path for line in lines if line.blocked}),
    }
    return render(request, "patient/access.html", values)


def _line(view: queries.AuthorizationView) -> Access:
    known = (
        caregivers.professional(view.professional_id)
        if view.professional_id
        else caregivers.organization(view.organization_id or 0)
    )
    by_person = view.recorded_by_professional_id is None
    return Access(known, view.since, view.blocked, by_person)


def _treating_doctor(request: RecordRequest) -> Caregiver | None:
    found = queries.treating_doctor(request.profile.person_id)
    return caregivers.professional(found) if found else None


def _found(words: str, blocked: set[str]) -> list[Access]:
    if len(words) < MIN_SEARCH:
        return []
    found = map(caregivers.of_professional, directory.search_professionals(words))
    return [Access(caregiver, None, caregiver.path in blocked) for caregiver in found]
