"""« Ma preuve »: one file that shows, without us, that the history was neither changed nor cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import structlog
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from carnet.access.facts import Action
from carnet.base import clock
from carnet.journal import census, signing
from carnet.journal.material import Broken, NotYet
from carnet.records import proving
from carnet.web.patient.current import RecordRequest, in_record

_log = structlog.get_logger(__name__)


@in_record
def proof(request: RecordRequest) -> HttpResponse:
    """Say what the file proves; send it."""
    opened = request.profile.open(Action.READ_HISTORY)
    if request.method != "POST":
        return _page(request)
    try:
        pieces = proving.proof(opened)
    except NotYet:
        problem = _("Votre preuve n’est pas encore prête")
        return _page(request, problem, _("Réessayez dans une minute."), 503)
    except Broken as broken:
        _log.critical("proof.broken", problem=str(broken))
        problem = _("Ce carnet ne correspond pas à ce qui a été scellé")
        return _page(
            request, problem, _("Appelez-nous\u00a0: une personne va chercher pourquoi."), 409
        )
    return cast("HttpResponse", _sent(pieces))


def _page(
    request: RecordRequest, problem: str = "", advice: str = "", status: int = 200
) -> HttpResponse:
    counted = census.latest()
    values = {
        "complete": request.profile.own,
        "person": request.profile.person_id,
        "key": signing.public_key().hex(),
        "counted": counted.at if counted else None,
        "problem": problem,
        "advice": advice,
    }
    return render(request, "patient/proof/proof.html", values, status=status)


def _sent(pieces: Iterable[str]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(
        _in_language(pieces, translation.get_language()), content_type="application/json"
    )
    name = f"preuve-{clock.today():%Y-%m-%d}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _in_language(pieces: Iterable[str], language: str) -> Iterator[bytes]:
    """In the language of the page, which is over when the bytes leave."""
    with translation.override(language):
        for piece in pieces:
            yield piece.encode()
