"""One document: what it says, its attached files, and its original byte for byte."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from carnet.access.facts import Action
from carnet.base.filenames import titled
from carnet.base.ids import Kind
from carnet.formats import kinds, sandbox
from carnet.formats.problems import FormatProblem
from carnet.notify import queries as notices
from carnet.notify.actions import mark_read
from carnet.records import own
from carnet.records.opened import OpenRecord
from carnet.records.views import EntryView
from carnet.web.downloads import download
from carnet.web.patient import document_values, editions, filed, hidden_rule, viewer, withheld
from carnet.web.patient.cards import card
from carnet.web.patient.current import Profile, RecordRequest, in_archive, opened
from carnet.web.patient.files import Files
from carnet.web.pointers import pointed


def entry_number(request: RecordRequest, identifier: object) -> int:
    """The entry that an address names, when it is of the record on the screen; else 404.

    Someone else's document, a hidden one and an invented address get the same answer.
    """
    return pointed(identifier, Kind.ENTRY, request.profile.person_id).number


@in_archive
def document(request: RecordRequest, identifier: object) -> HttpResponse:
    """Show one document; it is not « nouveau » any more."""
    number, profile = entry_number(request, identifier), request.profile
    record = opened(request, Action.READ)
    entry, data = withheld.drawn_from(record, number)
    printing, why = request.GET.get("print") == "1", withheld.reason(entry)
    drawable = b"" if why and why.infected else data
    files = Files(identifier)
    with viewer.drawing(request, record, entry, drawable, files, printing=printing) as drawn:
        _no_longer_new(profile, number)
        values = _around(request, record, entry)
        viewed = drawn()
    values |= {"content": viewed.html, "printable": viewed.printable}
    values |= {"id": identifier, "withheld": why, "clinical": kinds.kind(data) in kinds.CLINICAL}
    page = "patient/document_print.html" if printing else "patient/document.html"
    return render(request, page, values)


def _around(request: RecordRequest, record: OpenRecord, entry: EntryView) -> dict[str, Any]:
    """What the page says beside the document itself."""
    return {
        "card": card(entry),
        "entry": entry,
        "numbers": document_values.in_numbers(request, record, entry),
        "still_reads": hidden_rule.still_reads(),
        "mendable": not request.shut and own.mendable(record.facts, entry),
        "filed": filed.filed(record, entry),
        "editions": editions.of(record, entry),
    }


def _no_longer_new(profile: Profile, number: int) -> None:
    if profile.caregiving:  # a caregiver reads: the person has not
        return
    representative = not profile.own
    for line in notices.notices(profile.person_id, representative=representative):
        if line.unread and line.entry_no == number:
            mark_read(profile.person_id, representative=representative, notice_id=line.notice_id)


@in_archive
def original(request: RecordRequest, identifier: object) -> HttpResponse:
    """Download the bytes as they were deposited."""
    number = entry_number(request, identifier)
    entry, data = opened(request, Action.READ).document(number, download=True)
    return download(data, _told(data), titled(entry.title, entry.service_start))


@in_archive
def attachment(request: RecordRequest, identifier: object, part: int) -> HttpResponse:
    """Download one attached file."""
    data = opened(request, Action.READ).read(entry_number(request, identifier))
    _declared, found = _part("attachment", data, part)
    return download(found, _told(found), f"piece-jointe-{part}")


@in_archive
def attachment_page(
    request: RecordRequest, identifier: object, part: int, page: int
) -> HttpResponse:
    """Draw one page of an attached file as a picture: pixels only, nothing active."""
    number = entry_number(request, identifier)
    data = opened(request, Action.READ).read(number, rendition=True)
    return HttpResponse(_part("attachment_page", data, part, page), content_type="image/webp")


def _told(data: bytes) -> str:
    """The media type of some bytes by themselves: what was declared may lie to a browser."""
    return kinds.media_type(kinds.kind(data))


def _part(name: str, data: bytes, *which: int) -> Any:
    try:
        return sandbox.call(name, data, *which)
    except FormatProblem as absent:
        raise Http404 from absent
