"""One's own documents, corrected and deleted; the bin, from which they come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carnet.access.facts import Action
from carnet.base import clock
from carnet.base.clock import LEGAL_ZONE
from carnet.base.ids import Kind, Pointer, conceal
from carnet.records import actions, binning, own
from carnet.records.own_document import Chosen
from carnet.records.problems import NotOwn, TooManyAtOnce
from carnet.records.views import EntryView
from carnet.web.patient import listing, selecting
from carnet.web.patient.adding_forms import DocumentForm
from carnet.web.patient.cards import card, title
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.document import entry_number
from carnet.web.ui import dates
from carnet.web.ui.forms import posted


@in_record
@require_http_methods(["GET", "POST"])
def correct(request: RecordRequest, identifier: object) -> HttpResponse:
    """Change the title, the date or the category; the old words stay in the history."""
    number, profile = entry_number(request, identifier), request.profile
    record = profile.open(Action.GOVERN)
    entry = record.entry(number)
    if not own.mendable(record.facts, entry):
        raise own.refuse(profile.person_id, profile.actor, number)
    offered = [code for code in own.TYPES if profile.own or code not in own.OF_ADULTS]
    form = DocumentForm(posted(request), initial=_said(entry), categories=offered)
    if request.method == "POST" and form.is_valid():
        made = actions.correct(profile.person_id, profile.actor, number, form.chosen())
        undo = reverse("patient:undo_correction", args=[key(profile.person_id, made)])
        done = _("Vos corrections sont enregistrées.")
        messages.success(request, done, extra_tags=undo if made != number else "")
        return redirect("patient:document", key(profile.person_id, made))
    values = {"form": form, "card": card(entry), "id": identifier}
    status = 422 if form.is_bound else 200
    return render(request, "patient/correct_document.html", values, status=status)


@in_record
@require_POST
def undo_correction(request: RecordRequest, identifier: object) -> HttpResponse:
    """Give a document the words that it had before."""
    number, profile = entry_number(request, identifier), request.profile
    record = profile.open(Action.GOVERN)
    old = record.entry(number).replaces_entry_no
    if old is None:
        raise Http404
    before = _said(record.entry(old))
    made = actions.correct(profile.person_id, profile.actor, number, Chosen(**before))
    messages.success(request, _("Le document a de nouveau ses mots d’avant."))
    return redirect("patient:document", key(profile.person_id, made))


@in_record
@require_POST
def delete(request: RecordRequest, identifier: object) -> HttpResponse:
    """Put one document in the bin; one tap brings it back."""
    return put_in_bin(request, [entry_number(request, identifier)], reverse("patient:documents"))


@in_record
@require_POST
def delete_several(request: RecordRequest) -> HttpResponse:
    """Put those that were ticked in the bin, all or none."""
    numbers, back = named(request), listing.asked(request).newest()
    if not numbers:
        return selecting.page(request, faulty=True)
    try:
        return put_in_bin(request, numbers, back)
    except TooManyAtOnce:
        most = settings.DELETIONS_AT_ONCE
        words = ngettext(
            "Supprimez %(n)d document au plus à la fois.",
            "Supprimez %(n)d documents au plus à la fois.",
            most,
        )
        return selecting.page(request, words=words % {"n": most})
    except NotOwn:
        words = _("Vous supprimez vos propres documents seulement. Les autres se masquent.")
        return selecting.page(request, words=words)


@in_record
@require_safe
def in_bin(request: RecordRequest) -> HttpResponse:
    """What is in the bin, and until when."""
    lines = binning.in_bin(request.profile.open(Action.GOVERN))
    shown = [(one, title(one.entry)) for one in lines]
    values = {"lines": shown, "days": settings.BIN_DAYS}
    return render(request, "patient/bin.html", values)


@in_record
@require_POST
def restore(request: RecordRequest) -> HttpResponse:
    """Take back those that the form or the address names."""
    profile, numbers = request.profile, named(request)
    if not numbers:
        raise Http404
    actions.restore(profile.person_id, profile.actor, numbers)
    text = ngettext(
        "%(n)d document est de nouveau dans le carnet.",
        "%(n)d documents sont de nouveau dans le carnet.",
        len(numbers),
    )
    messages.success(request, text % {"n": len(numbers)})
    if len(numbers) == 1:
        return redirect("patient:document", key(profile.person_id, numbers[0]))
    return redirect("patient:documents")


def put_in_bin(request: RecordRequest, numbers: Sequence[int], back: str) -> HttpResponse:
    """Delete these, say until when they come back, and lead to ``back``."""
    profile = request.profile
    moved = actions.delete(profile.person_id, profile.actor, numbers)
    text = ngettext(
        "%(n)d document est dans la corbeille. Il y reste jusqu’au %(day)s.",
        "%(n)d documents sont dans la corbeille. Ils y restent jusqu’au %(day)s.",
        len(numbers),
    )
    undo = (
        f"{reverse('patient:restore')}?{selecting.query(profile.person_id, moved)}" if moved else ""
    )
    words = text % {"n": len(numbers), "day": dates.words(_last_day())}
    messages.success(request, words, extra_tags=undo)
    return redirect(back)


def named(request: RecordRequest) -> list[int]:
    """The documents that a form or an address names."""
    return [entry_number(request, one) for one in selecting.ticked(request)]


def key(person_id: int, number: int) -> UUID:
    """The opaque name of a document."""
    return conceal(Pointer(Kind.ENTRY, person_id, number))


def _said(entry: EntryView) -> dict[str, Any]:
    """What the form shows of a document, and what a correction gives back."""
    day = entry.service_start.astimezone(LEGAL_ZONE).date()
    return {"title": entry.title, "day": day, "category": entry.category}


def _last_day() -> date:
    return clock.today() + timedelta(days=settings.BIN_DAYS)
