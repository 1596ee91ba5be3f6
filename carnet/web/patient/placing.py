"""One document or several put in a folder, or pinned at the head of the list."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from carnet.base.ids import Kind
from carnet.filing import folders, pins, shelves
from carnet.filing.problems import NoFolder, TooMany
from carnet.records.opened import OpenRecord
from carnet.web.patient import listing, selecting
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.document import entry_number
from carnet.web.patient.folder_forms import NEW, NOWHERE, PlaceForm
from carnet.web.patient.folders import attempt, line
from carnet.web.pointers import pointed

Change = Callable[..., frozenset[int]]


@in_record
def place_one(request: RecordRequest, identifier: object) -> HttpResponse:
    """Choose the folder of one document."""
    return _place(request, [str(identifier)], reverse("patient:document", args=[identifier]))


@in_record
@require_POST
def place_several(request: RecordRequest) -> HttpResponse:
    """Choose the folder of those that were ticked."""
    ticked = selecting.ticked(request)
    if not ticked:
        return selecting.page(request, faulty=True)
    return _place(request, ticked, listing.asked(request).newest())


def _place(request: RecordRequest, documents: list[str], back: str) -> HttpResponse:
    numbers = [entry_number(request, one) for one in documents]
    record = request.profile.open()
    form = PlaceForm(request.POST if "sent" in request.POST else None, known=_own(request, record))
    if form.is_valid() and _put(request, form, numbers):
        return redirect(back)
    values = {
        "form": form,
        "documents": documents,
        "titles": [one or _("Document sans titre") for one in record.titles(numbers).values()],
        "back": back,
        "asked": listing.asked(request),
    }
    return render(request, "patient/filing/place.html", values, status=422 if form.errors else 200)


def _own(request: RecordRequest, record: OpenRecord) -> list[tuple[UUID, str]]:
    known = [line(request.profile.person_id, one) for one in shelves.of(record).folders]
    return [(one.key, one.name) for one in known if not one.automatic]


def _put(request: RecordRequest, form: PlaceForm, numbers: list[int]) -> bool:
    """Do what the form says; False once it tells why not."""
    profile = request.profile
    folder_no = _chosen(request, form)
    try:
        if folder_no is None or folder_no:
            folders.move(profile.person_id, profile.actor, numbers, folder_no)
    except NoFolder:
        form.add_error("folder", form.gone)
    if form.errors:
        return False
    messages.success(request, _placed(len(numbers), folder_no))
    return True


def _chosen(request: RecordRequest, form: PlaceForm) -> int | None:
    """The number of the folder, made now for a new one; None for no folder; 0 after an error."""
    profile, chosen = request.profile, form.cleaned_data["folder"]
    if chosen == NOWHERE:
        return None
    if chosen == NEW:
        return attempt(form, lambda name: folders.create(profile.person_id, profile.actor, name))
    return pointed(chosen, Kind.FOLDER, profile.person_id).number


def _placed(count: int, folder_no: int | None) -> str:
    if folder_no is None:
        words = ngettext(
            "%(n)d document n’est plus dans un dossier.",
            "%(n)d documents ne sont plus dans un dossier.",
            count,
        )
    else:
        words = ngettext("%(n)d document est rangé.", "%(n)d documents sont rangés.", count)
    return words % {"n": count}


@in_record
@require_POST
def pin(request: RecordRequest) -> HttpResponse:
    """Pin those that were ticked, or that the address names."""
    words = ngettext(
        "%(n)d document est épinglé, en haut de la liste.",
        "%(n)d documents sont épinglés, en haut de la liste.",
        len(selecting.ticked(request)),
    )
    try:
        return _change(request, pins.pin, words, "patient:unpin")
    except TooMany as problem:
        words = _("Vous pouvez épingler %(n)d documents. Retirez-en un d’abord.")
        messages.error(request, words % {"n": problem.most})
        return redirect(listing.asked(request).newest())


@in_record
@require_POST
def unpin(request: RecordRequest) -> HttpResponse:
    """Pin them no more."""
    words = ngettext(
        "%(n)d document n’est plus épinglé.",
        "%(n)d documents ne sont plus épinglés.",
        len(selecting.ticked(request)),
    )
    return _change(request, pins.unpin, words, "patient:pin")


def _change(request: RecordRequest, change: Change, words: str, undo: str) -> HttpResponse:
    profile, ticked = request.profile, selecting.ticked(request)
    if not ticked:
        return selecting.page(request, faulty=True)
    numbers = [entry_number(request, one) for one in ticked]
    changed = change(profile.person_id, profile.actor, numbers)
    named = [
        ("document", one) for one, number in zip(ticked, numbers, strict=True) if number in changed
    ]
    back = f"{reverse(undo)}?{urlencode(named)}" if named else ""
    messages.success(request, words % {"n": len(numbers)}, extra_tags=back)
    return redirect(listing.asked(request).newest())
