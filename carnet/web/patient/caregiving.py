"""What a proche aidant answers, and ends: both under « Ma famille »."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from carnet.base.ids import Kind
from carnet.identity.names import of
from carnet.sharing import delegates, delegation
from carnet.sharing.delegates import Delegation
from carnet.sharing.problems import NoDelegation, TooManyHelped
from carnet.web.patient.current import SESSION_KEY, RecordRequest, in_account
from carnet.web.patient.relatives_words import Line, entry_key, of_helped
from carnet.web.pointers import pointed

ACCEPT = "accepter"


@in_account
@require_http_methods(["GET", "POST"])
def answer(request: RecordRequest, key: UUID) -> HttpResponse:
    """Read what is entrusted, then accept or refuse."""
    reader = request.profile.reader_id
    found = _one(delegates.received(reader), key)
    if found is None:
        messages.error(request, _("Cette proposition n’attend plus de réponse."))
        return redirect("patient:family")
    shown = of_helped(found)
    if request.method == "POST":
        return _answer(request, shown, yes=request.POST.get("answer") == ACCEPT)
    return render(request, "patient/relatives/answer.html", {"line": shown, "accept": ACCEPT})


def _answer(request: RecordRequest, line: Line, *, yes: bool) -> HttpResponse:
    one = line.delegation
    verb = delegation.accept if yes else delegation.refuse
    try:
        verb(one.person_id, one.delegation_no, request.profile.reader_id)
    except TooManyHelped:
        messages.error(request, _("Vous aidez déjà trop de personnes. Arrêtez-en une d’abord."))
    except NoDelegation:
        messages.error(request, _("Cette proposition n’attend plus de réponse."))
    else:
        said = _("Vous êtes maintenant l’aidant %(of_name)s.") if yes else _("Vous avez refusé.")
        messages.success(request, said % {"of_name": of(line.name)} if yes else said)
    return redirect("patient:family")


@in_account
@require_POST
def end(request: RecordRequest, key: UUID) -> HttpResponse:
    """Stop helping; the record of that person is left at once."""
    found = _one(delegates.helped(request.profile.reader_id), key)
    if found is None:
        raise Http404
    try:
        delegation.revoke(found.person_id, request.profile.actor, found.delegation_no)
    except NoDelegation:
        messages.info(request, _("C’était déjà changé. Voici où vous en êtes."))
    else:
        said = _("Vous n’êtes plus l’aidant %(of_name)s.") % {"of_name": of(of_helped(found).name)}
        messages.success(request, said)
    if request.session.get(SESSION_KEY) == found.person_id:
        del request.session[SESSION_KEY]
    return redirect("patient:family")


def helped(reader_id: int) -> list[tuple[Line, UUID]]:
    """Those whom the reader helps, each with what opens their record."""
    return [(of_helped(one), entry_key(one)) for one in delegates.helped(reader_id)]


def waiting(reader_id: int) -> list[Line]:
    """The offers that wait for the reader's answer."""
    return [of_helped(one) for one in delegates.received(reader_id)]


def _one(found: list[Delegation], key: UUID) -> Delegation | None:
    pointer = pointed(key, Kind.DELEGATION)
    asked = pointer.person_id, pointer.number
    return next((one for one in found if (one.person_id, one.delegation_no) == asked), None)
