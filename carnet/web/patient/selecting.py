"""Several documents of the list at once: hide them, or show them again, then undo in one tap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from carnet.access.facts import Action
from carnet.base.ids import Kind, Pointer, conceal
from carnet.records import actions
from carnet.web.patient import hidden_rule, listing
from carnet.web.patient.cards import cards
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.document import entry_number
from carnet.web.patient.listing import Listing

Change = Callable[..., dict[int, int]]


@in_record
def choose(request: RecordRequest) -> HttpResponse:
    """The same page of the list, each document with a box to tick."""
    return page(request)


@in_record
@require_POST
def hide(request: RecordRequest) -> HttpResponse:
    """Hide those that were ticked from professionals."""
    text = ngettext(
        "%(n)d document est masqué aux soignants.",
        "%(n)d documents sont masqués aux soignants.",
        len(ticked(request)),
    )
    return _change(request, actions.hide_all, text, "patient:show_documents")


@in_record
@require_POST
def show(request: RecordRequest) -> HttpResponse:
    """Show those that were ticked to professionals again."""
    text = ngettext(
        "%(n)d document est de nouveau visible.",
        "%(n)d documents sont de nouveau visibles.",
        len(ticked(request)),
    )
    return _change(request, actions.show_all, text, "patient:hide_documents")


def _change(request: RecordRequest, change: Change, text: str, undo: str) -> HttpResponse:
    profile, chosen = request.profile, ticked(request)
    if not chosen:
        return page(request, faulty=True)
    numbers = [entry_number(request, identifier) for identifier in chosen]
    made = change(profile.person_id, profile.actor, numbers)
    changed = [number for number in numbers if number in made]
    back = f"{reverse(undo)}?{query(profile.person_id, changed)}" if changed else ""
    messages.success(request, text % {"n": len(numbers)}, extra_tags=back)
    return redirect(listing.asked(request).newest())


def page(request: RecordRequest, *, faulty: bool = False, words: str = "") -> HttpResponse:
    """The list with boxes; ``faulty`` when none was ticked, ``words`` for another fault."""
    faulty = faulty or bool(words)
    record = request.profile.open(Action.GOVERN)
    asked = listing.asked(request)
    shown = Listing(record, asked)
    found = shown.page()
    values = {
        "cards": cards(found.entries, pinned=shown.pinned),
        "asked": asked,
        "faulty": faulty,
        "words": words,
        "ticked": ticked(request),
        "still_reads": hidden_rule.still_reads(),
        "back": asked.newest(),
        "older": asked.older(found, reverse("patient:choose_documents")),
    }
    return render(request, "patient/choose_documents.html", values, status=422 if faulty else 200)


def ticked(request: RecordRequest) -> list[str]:
    """Those of the form, or of the address that undoes."""
    found = request.POST.getlist("document") or request.GET.getlist("document")
    try:
        return [str(UUID(one)) for one in dict.fromkeys(found)]
    except ValueError as bad:
        raise Http404 from bad


def query(person_id: int, numbers: Iterable[int]) -> str:
    """What an address says to name these documents."""
    named = [conceal(Pointer(Kind.ENTRY, person_id, number)) for number in numbers]
    return urlencode([("document", str(one)) for one in named])
