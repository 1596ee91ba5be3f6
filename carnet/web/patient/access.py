"""« Accès et partage »: who may enter, who is blocked, and both in advance from the directory."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from carnet.access.facts import Action
from carnet.identity import directory
from carnet.sharing import queries
from carnet.web.patient import access_lines, caregivers, hidden_rule, relatives
from carnet.web.patient.access_lines import Access
from carnet.web.patient.caregivers import Caregiver
from carnet.web.patient.current import RecordRequest, in_record

MIN_SEARCH = 2


@in_record
def access(request: RecordRequest) -> HttpResponse:
    """List those allowed and those blocked; search the directory with ``?q=``."""
    request.profile.open(Action.SHARE)
    lines = access_lines.of(request.profile)
    words = " ".join(request.GET.get("q", "").split())
    values = {
        "doctor": _treating_doctor(request),
        "doctor_rule": hidden_rule.treating_doctor(),
        "allowed": [line for line in lines if not line.blocked],
        "blocked": [line for line in lines if line.blocked],
        "relatives": relatives.lines(request.profile) if request.profile.own else [],
        "q": words,
        "too_short": bool(words) and len(words) < MIN_SEARCH,
        "found": _found(words, {line.caregiver.path: line for line in lines}),
    }
    return render(request, "patient/access.html", values)


def _treating_doctor(request: RecordRequest) -> Caregiver | None:
    found = queries.treating_doctor(request.profile.person_id)
    return caregivers.professional(found) if found else None


def _found(words: str, known: dict[str, Access]) -> list[Access]:
    """Professionals, then structures; what stands already with those that are known."""
    if len(words) < MIN_SEARCH:
        return []
    found = [
        *map(caregivers.of_professional, directory.search_professionals(words)),
        *map(caregivers.of_organization, directory.search_organizations(words)),
    ]
    return [known.get(one.path) or Access(one) for one in found]
