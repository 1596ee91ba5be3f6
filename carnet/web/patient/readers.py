"""« Qui peut lire ce document ? »: who, and why; hide it, show it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carnet.access.facts import Action
from carnet.records import actions
from carnet.records.views import Reader
from carnet.web.patient import hidden_rule
from carnet.web.patient.cards import card
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.document import entry_number
from carnet.web.ui import displays


@dataclass(frozen=True, slots=True)
class Trades:
    """Trades that share one reason."""

    reason: str
    names: list[str]


@dataclass(frozen=True, slots=True)
class Readers:
    """The answer in four parts: named people and trades, who may and who may not."""

    people: list[Reader]
    refused_people: list[Reader]
    trades: list[Trades]
    refused_trades: list[Trades]


@in_record
def readers(request: RecordRequest, identifier: object) -> HttpResponse:
    """Show who may read one document and the reason for each."""
    number = entry_number(request, identifier)
    record = request.profile.open(Action.SEARCH)
    entry = record.entry(number)
    values = {
        "card": card(entry),
        "readers": _sorted(record.readers(number)),
        "still_reads": hidden_rule.still_reads(),
        "id": identifier,
    }
    return render(request, "patient/readers.html", values)


def _sorted(found: list[Reader]) -> Readers:
    trades = [reader for reader in found if reader.kind == "profession"]
    people = [
        replace(reader, profession=displays.trade(reader.profession))
        for reader in found
        if reader.kind != "profession"
    ]
    return Readers(
        people=[reader for reader in people if reader.allowed],
        refused_people=[reader for reader in people if not reader.allowed],
        trades=_by_reason(reader for reader in trades if reader.allowed),
        refused_trades=_by_reason(reader for reader in trades if not reader.allowed),
    )


def _by_reason(found: Iterable[Reader]) -> list[Trades]:
    names: dict[str, list[str]] = {}
    for reader in found:
        names.setdefault(reader.reason, []).append(displays.trade(reader.profession))
    return [Trades(reason, sorted(group)) for reason, group in names.items()]


@in_record
@require_POST
def hide(request: RecordRequest, identifier: object) -> HttpResponse:
    """Hide from professionals; one tap undoes it."""
    number = entry_number(request, identifier)
    actions.hide(request.profile.person_id, request.profile.actor, number)
    undo = reverse("patient:show", args=[identifier])
    messages.success(request, _("Ce document est masqué aux soignants."), extra_tags=undo)
    return redirect("patient:readers", identifier)


@in_record
@require_POST
def show(request: RecordRequest, identifier: object) -> HttpResponse:
    """Show to professionals again; one tap undoes it."""
    number = entry_number(request, identifier)
    actions.show(request.profile.person_id, request.profile.actor, number)
    undo = reverse("patient:hide", args=[identifier])
    messages.success(request, _("Ce document est de nouveau visible."), extra_tags=undo)
    return redirect("patient:readers", identifier)
