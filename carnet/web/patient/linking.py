"""What a document goes with: other documents, what they say, the answers of the profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carnet.base.ids import Kind
from carnet.filing import links
from carnet.filing.items import PROFILE, Item
from carnet.filing.problems import TooMany
from carnet.records import results
from carnet.records.opened import OpenRecord
from carnet.web.patient import listing
from carnet.web.patient.cards import cards
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.document import entry_number
from carnet.web.patient.filing_words import ANSWERS, KINDS
from carnet.web.patient.listing import Listing
from carnet.web.pointers import pointed


@dataclass(frozen=True, slots=True)
class Offer:
    """One health item to tick; ``key`` is opaque, ``entry_no`` says it (0: the profile)."""

    key: str
    item: Item
    name: str
    entry_no: int


@in_record
def choose(request: RecordRequest, identifier: object) -> HttpResponse:
    """Tick what a document goes with."""
    number, record = entry_number(request, identifier), request.profile.open()
    entry, offers = record.entry(number), list(_offers(record, number))
    faulty = request.method == "POST" and not (_ticked(request) or _items(request, offers))
    if request.method == "POST" and not faulty:
        return _link(request, identifier, number, _items(request, offers))
    asked = listing.asked(request)
    page = Listing(record, asked).page()
    path = reverse("patient:link_document", args=[identifier])
    values = {
        "title": entry.title, "id": identifier, "faulty": faulty, "asked": asked,
        "cards": cards(one for one in page.entries if one.entry_no != number),
        "kinds": [(label, of) for kind, label in KINDS.items() if (of := _of(offers, kind))],
        "older": asked.older(page, path),
    }  # fmt: skip
    return render(request, "patient/filing/link.html", values, status=422 if faulty else 200)


def _link(
    request: RecordRequest, identifier: object, number: int, chosen: list[Offer]
) -> HttpResponse:
    profile = request.profile
    ends: list[tuple[int, Item | None]] = [(one.entry_no, one.item) for one in chosen]
    ends += [(entry_number(request, one), None) for one in _ticked(request)]
    if (number, None) in ends:
        raise Http404  # the form does not offer it
    try:
        for other, item in ends:
            links.link(profile.person_id, profile.actor, number, other, item)
        messages.success(request, _("Le lien est fait."))
    except TooMany as problem:
        words = _("Un document peut avoir %(n)d liens. Retirez-en un d’abord.")
        messages.error(request, words % {"n": problem.most})
    return redirect("patient:document", identifier)


@in_record
@require_POST
def unlink(request: RecordRequest, identifier: object, link: object) -> HttpResponse:
    """Undo one link of a document."""
    profile, number = request.profile, entry_number(request, identifier)
    link_no = pointed(link, Kind.LINK, profile.person_id).number
    links.unlink(profile.person_id, profile.actor, number, link_no)
    messages.success(request, _("Le lien est retiré."))
    return redirect("patient:document", identifier)


def _ticked(request: RecordRequest) -> list[str]:
    return list(dict.fromkeys(request.POST.getlist("document")))


def _items(request: RecordRequest, offers: list[Offer]) -> list[Offer]:
    wanted = set(request.POST.getlist("item"))
    return [one for one in offers if one.key in wanted]


def _of(offers: list[Offer], kind: str) -> list[Offer]:
    return [one for one in offers if one.item.kind == kind]


def _offers(record: OpenRecord, number: int) -> Iterator[Offer]:
    """What other documents say, and the answers, for who may read them."""
    found = results.results(record, set(KINDS) - {PROFILE})
    for series in found.series:
        says = next(
            (n for point in reversed(series.points) for n in point.entries if n != number), 0
        )
        if says:
            item = Item(series.kind, series.identity, series.name)
            yield Offer(results.key(record.person_id, series), item, series.name, says)
    if links.may_read_answers(record):
        for question, name in ANSWERS.items():
            yield Offer(str(question), Item(PROFILE, str(question)), str(name), 0)
