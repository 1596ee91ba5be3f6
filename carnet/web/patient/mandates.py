"""« Qui m’aide »: the mandates of help of a record, agreed to, declined or ended by the person."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carnet.access.facts import Actor
from carnet.assistance import mandates
from carnet.assistance.problems import NoMandate
from carnet.base.ids import Kind, Pointer, conceal
from carnet.web.downloads import download
from carnet.web.patient.current import RecordRequest, in_account
from carnet.web.pointers import pointed
from carnet.web.ui.assistance_words import DAYS, WHAT


@in_account
@require_safe
def who_helps(request: RecordRequest) -> HttpResponse:
    """Every mandate, newest first; only the holder of a record has any."""
    person_id = _own(request)
    lines = [
        (_key(one), one, WHAT[one.what], DAYS.get(one.days or 0, ""))
        for one in mandates.of_person(person_id)
    ]
    return render(request, "patient/helped/mandates.html", {"lines": lines})


@in_account
@require_POST
def agree(request: RecordRequest, identifier: object) -> HttpResponse:
    """Agree to a mandate that an agent proposed."""
    _do(request, identifier, mandates.agree)
    messages.success(request, _("Votre accord est enregistré. Vous pouvez y mettre fin ici."))
    return redirect("patient:mandates")


@in_account
@require_POST
def end(request: RecordRequest, identifier: object) -> HttpResponse:
    """End a mandate, or decline it."""
    _do(request, identifier, mandates.revoke)
    messages.success(request, _("C’est fini. Cet organisme n’a plus de mandat."))
    return redirect("patient:mandates")


@in_account
@require_safe
def scan(request: RecordRequest, identifier: object) -> HttpResponse:
    """What was signed on paper."""
    person_id = _own(request)
    found = mandates.scan_for_person(person_id, _number(identifier, person_id))
    if found is None:
        raise Http404
    return download(found.data, found.media_type, "mandat")


def _do(
    request: RecordRequest, identifier: object, verb: Callable[[int, int, Actor], object]
) -> None:
    person_id = _own(request)
    try:
        verb(person_id, _number(identifier, person_id), request.profile.actor)
    except NoMandate:
        raise Http404 from None


def _own(request: RecordRequest) -> int:
    """Mandates are the holder's: a parent signs their own."""
    if not request.profile.own:
        raise Http404
    return request.profile.person_id


def _number(identifier: object, person_id: int) -> int:
    return pointed(identifier, Kind.MANDATE, person_id).number


def _key(one: mandates.Mandate) -> str:
    return str(conceal(Pointer(Kind.MANDATE, one.person_id, one.mandate_no)))
