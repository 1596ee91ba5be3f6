"""« Droits de lecture »: what each trade reads by default, public, with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers

from carnet.access import matrix
from carnet.access.cells import Cell, cells
from carnet.base import clock
from carnet.nomenclature import professions, terms
from carnet.web.patient.current import attach
from carnet.web.patient.entrusted import EntranceEnded
from carnet.web.ui import displays

KEPT = 3600  # seconds: the matrix changes with a version of the policy


@dataclass(frozen=True, slots=True)
class Trade:
    """One row of the matrix, as a link."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Type:
    """One type of document; ``source``: who published that it is read or not, "" for ours."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Family:
    """The types of one class of documents, those that are read and those that are not."""

    name: str
    readable: list[Type]
    refused: list[Type]


def rights(request: HttpRequest) -> HttpResponse:
    """The trades, each with its page."""
    return _page(request, {"trades": _trades(matrix.professions(_today()))})


def rights_of(request: HttpRequest, code: str) -> HttpResponse:
    """What one trade reads once authorised: by family, sourced cells told from ours."""
    row = code.replace("-", "/")
    trade = professions.trade(row)
    found = cells(row, _today())
    if trade is None or not found:
        raise Http404
    values = {
        "trade": displays.trade(trade.display),
        "families": _families(found),
        "sources": sorted({cell.source for cell in found if cell.source}),
        "proposed": sum(not cell.source for cell in found),
        "total": len(found),
    }
    return _page(request, values)


def _today() -> int:
    """The number of the matrix in force."""
    return matrix.in_force(clock.today())


def _trades(rows: Iterable[str]) -> list[Trade]:
    named = ((row, professions.trade(row)) for row in rows)
    found: dict[str, Trade] = {}  # two registers may name a trade alike: the first one's page
    for row, trade in named:
        if trade:
            name = displays.trade(trade.display)
            address = reverse("patient:rights_of", args=[row.replace("/", "-")])
            found.setdefault(name, Trade(name, address))
    return sorted(found.values(), key=lambda trade: trade.name)


def _families(found: Iterable[Cell]) -> list[Family]:
    families: dict[str, Family] = {}
    for cell in found:
        known = terms.document_type(cell.type_code)
        if known is None:
            continue
        family = terms.document_class(known.class_code)
        name = family.display if family else known.class_code
        kept = families.setdefault(name, Family(name, [], []))
        types = kept.readable if cell.readable else kept.refused
        types.append(Type(displays.document_type(known.display), cell.source))
    return sorted(families.values(), key=lambda family: family.name)


def _page(request: HttpRequest, values: dict[str, Any]) -> HttpResponse:
    """Kept by browsers and caches for who is not signed in: the page of others tells their name."""
    if request.user.is_authenticated:
        with suppress(EntranceEnded):
            attach(request)
    response = render(request, "patient/rights.html", values)
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=KEPT)
        patch_vary_headers(response, ["Cookie"])  # of the language and of the size of text
    return response
