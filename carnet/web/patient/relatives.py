"""« Mes aidants »: the people to whom one entrusts one's record; one tap ends it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from carnet.access.facts import Action
from carnet.base.ids import Kind
from carnet.sharing import delegates, delegation
from carnet.sharing.problems import NoDelegation
from carnet.web.patient.current import Profile, RecordRequest, in_record
from carnet.web.patient.relatives_words import Line, line
from carnet.web.pointers import pointed


@in_record
@require_safe
def relatives(request: RecordRequest) -> HttpResponse:
    """Who helps, which offers wait, and what was before."""
    holder_only(request)
    request.profile.open(Action.SHARE)
    every = [line(one) for one in delegates.given(request.profile.person_id)]
    now = [one for one in every if _standing(one)]
    values = {
        "now": now,
        "past": [one for one in every if not _standing(one)],
        "room": _room(now),
        "most": settings.DELEGATIONS_PER_PERSON,
    }
    return render(request, "patient/relatives/page.html", values)


@in_record
@require_POST
def end(request: RecordRequest, identifier: object) -> HttpResponse:
    """End a delegation, or take back an offer that waits."""
    holder_only(request)
    mine, actor = request.profile.person_id, request.profile.actor
    number = pointed(identifier, Kind.DELEGATION, mine).number
    known = delegates.one(mine, number)
    if known is None:
        raise Http404
    try:
        if known.waiting:
            delegation.withdraw(mine, actor, number)
        else:
            delegation.revoke(mine, actor, number)
    except NoDelegation:  # a second tap, or an answer that came before
        messages.info(request, _("C’était déjà changé. Voici où vous en êtes."))
    else:
        messages.success(request, _said(line(known)))
    return redirect("patient:relatives")


def lines(profile: Profile) -> list[Line]:
    """Those who help today, and the offers that wait, for the page of access."""
    return [one for one in map(line, delegates.given(profile.person_id)) if _standing(one)]


def has_room(profile: Profile) -> bool:
    """Whether one more may be chosen."""
    return _room(lines(profile))


def holder_only(request: RecordRequest) -> None:
    """Nobody chooses a caregiver for another: 404 in a record that is not one's own."""
    if not request.profile.own:
        raise Http404


def _room(now: list[Line]) -> bool:
    return len(now) < settings.DELEGATIONS_PER_PERSON


def _said(one: Line) -> str:
    if one.delegation.waiting:
        return _("La proposition est retirée.")
    return _("%(name)s n’est plus votre aidant. Son accès est fermé.") % {"name": one.name}


def _standing(one: Line) -> bool:
    return one.delegation.waiting or one.delegation.running
