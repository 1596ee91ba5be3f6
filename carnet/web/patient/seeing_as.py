"""« Voir comme »: the record on the screen as somebody else would get it now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from carnet.access import matrix
from carnet.access.facts import Actor, ActorKind, Facts
from carnet.base import clock
from carnet.base.ids import Kind
from carnet.identity import directory, people
from carnet.nomenclature import professions, terms
from carnet.records import seen_as
from carnet.records.seen_as import SeenAs
from carnet.web.patient import caregivers
from carnet.web.patient.cards import Card, card, cards
from carnet.web.patient.current import Profile, RecordRequest, full_name, in_record
from carnet.web.pointers import pointed
from carnet.web.ui import displays
from carnet.web.ui.chips import Choice

PAGE = 20


@dataclass(frozen=True, slots=True)
class Hidden:
    """One document that they are not shown, and why."""

    card: Card
    reason: str


@in_record
def as_professional(request: RecordRequest, number: int) -> HttpResponse:
    """As one professional of the directory, from the structure where they work."""
    known = directory.professional(number)
    if known is None:
        raise Http404
    who = (known.professional_id, known.organization_id or 0, known.profession, known.specialty)
    actor = Actor(ActorKind.PROFESSIONAL, *who)
    return _shown(request, _facts(request.profile, actor), caregivers.of_professional(known).name)


@in_record
def as_trade(request: RecordRequest, code: str) -> HttpResponse:
    """As anybody of one trade whom the person would authorise (``G15_21-EG``: with specialty)."""
    row = code.replace("-", "/")
    trade = professions.trade(row)
    if trade is None or row not in matrix.professions(matrix.in_force(clock.today())):
        raise Http404
    facts = seen_as.facts_of_trade(*row.split("/"))
    name = _("Un soignant autorisé (%(trade)s)") % {"trade": displays.trade(trade.display)}
    return _shown(request, facts, name)


@in_record
def as_relative(request: RecordRequest, identifier: object) -> HttpResponse:
    """As a representative or a proche aidant of this record; nobody else is there to look as."""
    pointer = pointed(identifier, Kind.PERSON)
    facts = _facts(request.profile, Actor(ActorKind.PERSON, pointer.person_id))
    if not (facts.represents or facts.delegate):
        raise Http404
    return _shown(request, facts, full_name(people.person(pointer.person_id)))


def _facts(profile: Profile, actor: Actor) -> Facts:
    return seen_as.facts_of(profile.person_id, actor, representative=not profile.own)


def _shown(request: RecordRequest, facts: Facts, name: str) -> HttpResponse:
    category, after = request.GET.get("rubrique", ""), request.GET.get("suite", "")
    if category and category not in terms.CATEGORIES:
        raise Http404
    try:
        found = request.profile.open().seen_as(facts, category or None, after or None, PAGE)
    except ValueError as bad:
        raise Http404 from bad
    values = {
        "name": name,
        "found": found,
        "cards": cards(found.page.entries),
        "choices": list(_choices(request.path, found, category)),
        "newest": _address(request.path, category) if after else "",
        "older": _address(request.path, category, found.page.next) if found.page.next else "",
        "hidden": [Hidden(card(one.entry), one.decision.for_patient) for one in found.kept],
    }
    return render(request, "patient/seen_as.html", values)


def _choices(path: str, found: SeenAs, chosen: str) -> Iterator[Choice]:
    counts = found.counts
    yield Choice(f"{_('Tous')} ({sum(counts.values())})", path, not chosen)
    for code in terms.CATEGORIES:
        if counts.get(code):
            label = f"{displays.category(code)} ({counts[code]})"
            yield Choice(label, _address(path, code), code == chosen)


def _address(path: str, category: str, after: str | None = None) -> str:
    parts = {"rubrique": category, "suite": after}
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"{path}?{query}" if query else path
