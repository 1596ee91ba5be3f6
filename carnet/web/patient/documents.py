"""The list of documents: by category or by folder, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from carnet.base.clock import LEGAL_ZONE
from carnet.filing.asking import may_file
from carnet.nomenclature import terms
from carnet.notify import queries as notices
from carnet.records.adding import offered
from carnet.web.patient import listing
from carnet.web.patient.cards import Card, cards
from carnet.web.patient.current import RecordRequest, in_archive, opened
from carnet.web.patient.listing import Asked, Listing
from carnet.web.ui import displays


@dataclass(frozen=True, slots=True)
class Choice:
    """One category that holds something, as a link."""

    label: str
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Period:
    """The documents of one month, or of one year where months hold little."""

    day: datetime
    by_month: bool
    cards: list[Card]


@in_archive
def documents(request: RecordRequest) -> HttpResponse:
    """Every document that the reader may see, or some (``?rubrique=``, ``?dossier=``)."""
    asked, record = listing.asked(request), opened(request)
    shown = Listing(record, asked)
    page = shown.page()
    found = cards(page.entries, _new(request), shown.pinned)
    values = {
        "pinned": [card for card in found if card.pinned],
        "periods": _periods([card for card in found if not card.pinned]),
        "choices": _choices(record.counts(), asked),
        "category": displays.category(asked.category),
        "folder": shown.folder,
        "folder_name": listing.name(shown.folder) if shown.folder else "",
        "key": asked.folder,
        "folders": len(shown.shelves.folders),
        "may_file": may_file(record),
        "may_add": offered(record.facts),
        "newest": asked.newest() if asked.after else "",
        "older": asked.older(page),
        "choose": asked.address(reverse("patient:choose_documents")),
    }
    return render(request, "patient/documents.html", values)


def _periods(found: list[Card]) -> list[Period]:
    months = _grouped(found, "%Y-%m")
    by_month = len(found) >= 2 * len(months)
    groups = months if by_month else _grouped(found, "%Y")
    return [Period(group[0].day, by_month, group) for group in groups]


def _grouped(found: list[Card], form: str) -> list[list[Card]]:
    groups = groupby(found, lambda card: card.day.astimezone(LEGAL_ZONE).strftime(form))
    return [list(group) for _name, group in groups]


def _new(request: RecordRequest) -> frozenset[int]:
    profile = request.profile
    if profile.caregiving:  # « nouveau » tells what the person has not read
        return frozenset()
    lines = notices.notices(profile.person_id, representative=not profile.own)
    return frozenset(line.entry_no for line in lines if line.unread and line.entry_no)


def _choices(counts: Mapping[str, int], asked: Asked) -> list[Choice]:
    whole = Choice("", sum(counts.values()), Asked().address(), asked == Asked(after=asked.after))
    return [whole] + [
        Choice(displays.category(code), counts[code], Asked(code).address(), code == asked.category)
        for code in terms.CATEGORIES
        if counts.get(code)
    ]
