"""« Confidentialité »: what professionals do not see, by category, and what is to come."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from carnet.access.facts import Action
from carnet.nomenclature import terms
from carnet.records import actions, categories, previews, queries
from carnet.records.door import OpenRecord
from carnet.web.patient import hidden_rule
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.differences import told
from carnet.web.ui import displays

EVERYTHING = "tout"  # in the address: every category, and documents to come


@dataclass(frozen=True, slots=True)
class Line:
    """One category: its documents that this reader sees, and how many are hidden."""

    label: str
    href: str
    count: int
    hidden_count: int
    hidden: bool  # documents to come included


@in_record
def confidentiality(request: RecordRequest) -> HttpResponse:
    """Every setting of hiding, each with its state."""
    person_id = request.profile.person_id
    record = request.profile.open(Action.GOVERN)
    lines, to_come = _lines(record), queries.hides_new_documents(person_id)
    values = {
        "lines": lines,
        "to_come": to_come,
        "everything": to_come and all(line.hidden for line in lines),
        "still_reads": hidden_rule.still_reads(),
    }
    return render(request, "patient/confidentiality.html", values)


def _lines(record: OpenRecord) -> list[Line]:
    counts, hidden = record.counts(), record.counts(hidden=True)
    chosen = queries.hidden_categories(record.person_id)
    return [
        Line(
            displays.category(code),
            reverse("patient:hidden_category", args=[code]),
            counts.get(code, 0),
            hidden.get(code, 0),
            code in chosen,
        )
        for code in terms.CATEGORIES
    ]


@in_record
def category(request: RecordRequest, code: str) -> HttpResponse:
    """What hiding this category, or showing it again, would change: before it is saved."""
    named, person_id = _named(code), request.profile.person_id
    record = request.profile.open(Action.GOVERN)
    hidden = _is_hidden(person_id, code)
    change = (
        previews.hiding(categories.shown_with(person_id, *named), hidden=False)
        if hidden
        else previews.hiding_categories(named)
    )
    values = {
        "label": displays.category(code),
        "code": code,
        "hidden": hidden,
        "difference": told(record.preview(change)),
        "still_reads": hidden_rule.still_reads(),
    }
    return render(request, "patient/hidden_category.html", values)


@in_record
@require_POST
def hide_category(request: RecordRequest, code: str) -> HttpResponse:
    """Hide it, documents to come included; one tap undoes it."""
    named, profile = _named(code), request.profile
    actions.hide_category(profile.person_id, profile.actor, *named)
    if code == EVERYTHING:
        actions.set_hide_new_documents(profile.person_id, profile.actor, hidden=True)
    text = _("C’est masqué aux soignants, documents à venir compris.")
    return _saved(request, text, "patient:show_category", code)


@in_record
@require_POST
def show_category(request: RecordRequest, code: str) -> HttpResponse:
    """Show it again, but for what was hidden one by one; one tap undoes it."""
    named, profile = _named(code), request.profile
    actions.show_category(profile.person_id, profile.actor, *named)
    if code == EVERYTHING:
        actions.set_hide_new_documents(profile.person_id, profile.actor, hidden=False)
    left = _hidden_one_by_one(profile.open(Action.GOVERN), named)
    text = _("Les soignants que vous autorisez peuvent lire de nouveau.") + left
    return _saved(request, text, "patient:hide_category", code)


@in_record
@require_POST
def to_come(request: RecordRequest) -> HttpResponse:
    """Turn the setting of documents to come; the same tap undoes it."""
    profile = request.profile
    hidden = not queries.hides_new_documents(profile.person_id)
    actions.set_hide_new_documents(profile.person_id, profile.actor, hidden=hidden)
    text = (
        _("Les documents à venir seront masqués.")
        if hidden
        else _("Les documents à venir seront visibles.")
    )
    messages.success(request, text, extra_tags=reverse("patient:hide_to_come"))
    return redirect("patient:confidentiality")


def _hidden_one_by_one(record: OpenRecord, named: tuple[str, ...]) -> str:
    left = sum(count for code, count in record.counts(hidden=True).items() if code in named)
    words = ngettext(
        " %(n)d document reste masqué\u00a0: vous l’aviez masqué seul, ou son auteur.",
        " %(n)d documents restent masqués\u00a0: vous les aviez masqués un par un, ou leur auteur.",
        left,
    )
    return words % {"n": left} if left else ""


def _saved(request: RecordRequest, text: str, undo: str, code: str) -> HttpResponse:
    messages.success(request, text, extra_tags=reverse(undo, args=[code]))
    return redirect("patient:confidentiality")


def _is_hidden(person_id: int, code: str) -> bool:
    return set(_named(code)) <= queries.hidden_categories(person_id)


def _named(code: str) -> tuple[str, ...]:
    if code == EVERYTHING:
        return tuple(terms.CATEGORIES)
    if code not in terms.CATEGORIES:
        raise Http404
    return (code,)
