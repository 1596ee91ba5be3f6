"""The list of documents: by category, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from carnet.base.clock import LEGAL_ZONE
from carnet.nomenclature import terms
from carnet.notify import queries as notices
from carnet.records.door import OpenRecord
from carnet.records.views import Page
from carnet.web.patient.cards import Card, cards
from carnet.web.patient.current import RecordRequest, in_archive, opened
from carnet.web.ui import displays

PAGE = 20


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
    """Every document that the reader may see, or those of one category (``?rubrique=``)."""
    category, record = asked_category(request), opened(request)
    page = asked_page(request, record)
    values = {
        "periods": _periods(cards(page.entries, _new(request))),
        "choices": _choices(record.counts(), category),
        "category": displays.category(category),
        "newest": address(category) if request.GET.get("suite") else "",
        "older": address(category, page.next),
        "choose": address(
            category, request.GET.get("suite") or "", reverse("patient:choose_documents")
        ),
    }
    return render(request, "patient/documents.html", values)


def asked_category(request: RecordRequest) -> str:
    """The category in the address, or ""; 404 for one that is not one."""
    category = request.POST.get("rubrique") or request.GET.get("rubrique", "")
    if category and category not in terms.CATEGORIES:
        raise Http404
    return category


def asked_page(request: RecordRequest, record: OpenRecord) -> Page:
    """The page of the list that the address names (``?rubrique=``, ``?suite=``)."""
    after = request.POST.get("suite") or request.GET.get("suite")
    try:
        return record.timeline(asked_category(request) or None, after or None, PAGE)
    except ValueError as bad:
        raise Http404 from bad


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


def _choices(counts: Mapping[str, int], chosen: str) -> list[Choice]:
    every = Choice("", sum(counts.values()), address(""), not chosen)
    return [every] + [
        Choice(displays.category(code), counts[code], address(code), code == chosen)
        for code in terms.CATEGORIES
        if counts.get(code)
    ]


def address(category: str, after: str | None = "", path: str = "/documents/") -> str:
    """Where the list is, of one category and after one mark; "" when there is nothing after."""
    if after is None:
        return ""
    parts = {"rubrique": category, "suite": after}
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"{path}?{query}" if query else path
