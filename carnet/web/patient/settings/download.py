"""A copy of the record on the screen, after the password again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import translation

from carnet.access.facts import Action
from carnet.base import clock
from carnet.web.patient.current import Profile, RecordRequest, in_record
from carnet.web.patient.settings import copying, zipping
from carnet.web.patient.settings.forms import PasswordForm, page, proven
from carnet.web.ui.forms import posted


@in_record
def download(request: RecordRequest) -> HttpResponse:
    """Say what the copy holds; with the right password, send it."""
    form = PasswordForm(posted(request))
    if request.method == "POST" and form.is_valid() and proven(request, form):
        return cast("HttpResponse", _sent(request.profile))  # views are typed by the usual one
    return page(request, "download", form)


def _sent(profile: Profile) -> StreamingHttpResponse:
    profile.open(Action.READ).copied()  # refused before the first byte, not in the middle
    answer = StreamingHttpResponse(
        _stream(profile, translation.get_language()), content_type="application/zip"
    )
    name = f"carnet-{clock.today():%Y-%m-%d}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Encoding"] = "identity"  # it is compressed already
    return answer


def _stream(profile: Profile, language: str) -> Iterator[bytes]:
    """In the language of the page, which is over when the bytes leave."""
    with translation.override(language):
        yield from zipping.stream(copying.files(profile))
