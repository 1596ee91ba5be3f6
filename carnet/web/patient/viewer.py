"""A document of any kind on its page: what it says or its pages as pictures, and a PDF to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from carnet.access.facts import Action
from carnet.base.filenames import titled
from carnet.base.ids import Kind as Pointed
from carnet.formats import kinds, sandbox
from carnet.formats.problems import FormatProblem
from carnet.formats.shown_model import Shown
from carnet.records import drawings
from carnet.records.opened import OpenRecord
from carnet.records.views import EntryView
from carnet.web.downloads import download
from carnet.web.patient import clinical_pdf
from carnet.web.patient.current import RecordRequest, in_archive, opened
from carnet.web.patient.files import Files
from carnet.web.pointers import pointed
from carnet.web.ui.viewer import render_shown

PAGE, LIGHT = "page", "fenetre"  # of the address
_FURTHEST = 999_999


class Viewed(NamedTuple):
    """A document as HTML, and whether a PDF of it can be asked for; neither when it is kept."""

    html: SafeString | None = None
    printable: bool = False


@contextmanager
def drawing(
    request: HttpRequest, record: OpenRecord, entry: EntryView, data: bytes, files: Files,
    *, printing: bool = False,
) -> Iterator[Callable[[], Viewed]]:  # fmt: skip
    """Draw a document for its page, from the page and under the light that the address asks.

    What was kept of it when it arrived serves at once. Else a child reads it while the caller
    gathers the rest of the page, then asks for it.
    """
    first = _asked_page(request)
    if not data and entry.size:
        yield Viewed
    elif first == 1 and (kept := drawings.kept(record, entry)):
        yield lambda: _drawn(request, kept, files, printing=printing)
    else:
        with sandbox.showing(data, first) as shown:
            yield lambda: _drawn(request, shown(), files, printing=printing)


def _drawn(request: HttpRequest, shown: Shown, files: Files, *, printing: bool) -> Viewed:
    window = _asked_light(request, shown)
    drawn = render_shown(shown, files, window=window, printing=printing)
    return Viewed(drawn, not shown.problem and (shown.content is not None or shown.pages > 0))


def _asked_page(request: HttpRequest) -> int:
    asked = request.GET.get(PAGE, "")
    return min(int(asked), _FURTHEST) if asked.isascii() and asked.isdigit() else 1


def _asked_light(request: HttpRequest, shown: Shown) -> str:
    """The light asked for, when the image has it."""
    asked = request.GET.get(LIGHT, "")
    known = [one.name for one in shown.imaging.windows] if shown.imaging else []
    return asked if asked in known else ""


@in_archive
def picture(request: RecordRequest, identifier: object, page: int) -> HttpResponse:
    """Draw one page of a document as a picture: pixels only, nothing active."""
    number = pointed(identifier, Pointed.ENTRY, request.profile.person_id).number
    data = opened(request, Action.READ).read(number, rendition=True)
    try:
        drawn: bytes = sandbox.call("shown_page", data, page, request.GET.get(LIGHT, "")[:9])
    except FormatProblem as absent:
        raise Http404 from absent
    return HttpResponse(drawn, content_type="image/webp")


@in_archive
def to_print(request: RecordRequest, identifier: object) -> HttpResponse:
    """Download the document as a PDF with nothing active in it."""
    number = pointed(identifier, Pointed.ENTRY, request.profile.person_id).number
    entry, data = opened(request, Action.READ).document(number, download=True)
    try:
        made = _made(request, entry, data, Files(identifier))
    except FormatProblem as impossible:
        raise Http404 from impossible
    return download(made, "application/pdf", titled(entry.title, entry.service_start))


def _made(request: RecordRequest, entry: EntryView, data: bytes, files: Files) -> bytes:
    if kinds.kind(data) in kinds.CLINICAL:
        return clinical_pdf.made(request.profile, entry, data, files)
    made: bytes = sandbox.call("shown_pdf", data)
    return made
