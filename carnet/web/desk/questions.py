"""Questions that people put to the hotline, and the agent's answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carnet.assistance import tickets
from carnet.assistance.problems import NoTicket
from carnet.assistance.roles import Power, require
from carnet.base.ids import Kind, Pointer
from carnet.web.desk.case import key
from carnet.web.desk.forms import AnswerForm
from carnet.web.desk.guard import DeskRequest, at_desk
from carnet.web.desk.trying import page
from carnet.web.downloads import download
from carnet.web.pointers import pointed
from carnet.web.ui.assistance_words import SUBJECTS
from carnet.web.ui.forms import posted


@at_desk
@require_safe
def waiting(request: DeskRequest) -> HttpResponse:
    """Those that wait, oldest first; nothing says whose they are."""
    lines = [
        (key(one.person_id, Kind.TICKET, one.ticket_no), one, SUBJECTS[one.subject])
        for one in tickets.waiting(request.agent)
    ]
    return page(request, "tickets", lines=lines)


@at_desk
@require_http_methods(["GET", "POST"])
def ticket(request: DeskRequest, identifier: object) -> HttpResponse:
    """One question: what was written, and the account's data while the person shows them."""
    pointer = _pointer(identifier)
    form = AnswerForm(posted(request))
    try:
        if request.method == "POST" and form.is_valid():
            text = form.cleaned_data["text"]
            tickets.answer(request.agent, pointer.person_id, pointer.number, text)
            messages.success(request, _("La réponse est partie."))
            return redirect("desk:tickets")
        line = tickets.one(pointer.person_id, pointer.number)
        said = tickets.read(request.agent, pointer.person_id, pointer.number)
    except NoTicket:
        raise Http404 from None
    return page(
        request, "ticket", form, line=line, said=said, id=identifier,
        subject=SUBJECTS[line.subject], account=tickets.account(request.agent, line),
    )  # fmt: skip


@at_desk
@require_POST
def close(request: DeskRequest, identifier: object) -> HttpResponse:
    """Close a question."""
    require(request.agent.role, Power.ANSWER_TICKETS)
    pointer = _pointer(identifier)
    try:
        tickets.close(pointer.person_id, pointer.number, request.agent.actor)
    except NoTicket:
        raise Http404 from None
    messages.success(request, _("La demande est close."))
    return redirect("desk:tickets")


@at_desk
@require_safe
def attachment(request: DeskRequest, identifier: object, number: int) -> HttpResponse:
    """One attached file, to be saved: never opened by the house."""
    pointer = _pointer(identifier)
    found = tickets.read_attachment(request.agent, pointer.person_id, pointer.number, number)
    if found is None:
        raise Http404
    return download(found.data, found.media_type, f"piece-{number}")


def _pointer(identifier: object) -> Pointer:
    return pointed(identifier, Kind.TICKET)
