"""A clinical document as a PDF: the one that it carries, else its page on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from carnet.base import clock
from carnet.formats import sandbox
from carnet.formats.cda.content_model import Content, Section
from carnet.formats.problems import FormatProblem
from carnet.records.views import EntryView
from carnet.web.patient.cards import title
from carnet.web.patient.current import Profile
from carnet.web.patient.files import Files
from carnet.web.ui.cda import render_content

_DRAWN = {"pdf", "image"}


def made(profile: Profile, entry: EntryView, data: bytes, files: Files) -> bytes:
    """The PDF, with nothing active in it. FormatProblem when none can be made."""
    content: Content = sandbox.call("content", data)
    for number in _copies(content):
        try:
            return _carried(data, number)
        except FormatProblem:
            continue  # an encrypted or broken copy: the words of the document are left
    return _laid(profile, entry, content, files)


def _copies(content: Content) -> Iterator[int]:
    """The files that are the whole document: its body, else a copy said to be one."""
    named = [*content.body, *(number for one in _all(content.sections) for number in one)]
    drawn = {file.number for file in content.attachments if file.kind in _DRAWN}
    return (number for number in named if number in drawn)


def _all(sections: list[Section]) -> Iterator[list[int]]:
    for section in sections:
        if section.copy:
            yield section.attachments
        yield from _all(section.sections)


def _carried(data: bytes, number: int) -> bytes:
    _media_type, found = sandbox.call("attachment", data, number)
    pdf: bytes = sandbox.call("shown_pdf", found)
    return pdf


def _laid(profile: Profile, entry: EntryView, content: Content, files: Files) -> bytes:
    page = render_content(content, files, printing=True)
    language, at = (get_language() or "fr")[:2], clock.now().isoformat()
    head = [profile.name, _printed(profile)]
    pdf: bytes = sandbox.call("paper", page.encode(), title(entry), head, language, at)
    return pdf


def _printed(profile: Profile) -> str:
    """« né(e) le 3 mars 1979. Imprimé le 22 novembre 2026. », as on every printed page."""
    days = {"date": _day(profile.person.birth_date), "today": _day(clock.today())}
    return _("né(e) le %(date)s. Imprimé le %(today)s.") % days


def _day(value: date) -> str:
    return formats.date_format(value, "j F Y")
