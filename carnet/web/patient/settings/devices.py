"""Devices and sessions: where the account is open, and how to end it there."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from carnet.accounts import browsers, sessions
from carnet.accounts import devices as accounts
from carnet.web.patient import presence
from carnet.web.patient.current import RecordRequest, in_account
from carnet.web.patient.entering import DEVICE_COOKIE
from carnet.web.patient.settings.forms import page


@in_account
def devices(request: RecordRequest) -> HttpResponse:
    """The browsers that know the account, this one first."""
    places = accounts.listed(request.account_id, _key(request))
    lines = [(place, browsers.spoken(place.name)) for place in places]
    others = any(place.session_id and not place.here for place in places)
    return page(request, "devices", lines=lines, others=others)


@in_account
@require_POST
def end(request: RecordRequest) -> HttpResponse:
    """End the session of one place."""
    _did(request, "session", sessions.end)
    messages.success(request, _("La session est fermée."))
    return redirect("patient:devices")


@in_account
@require_POST
def end_others(request: RecordRequest) -> HttpResponse:
    """End them all but this one."""
    ended = sessions.end_others(request.account_id, _key(request))
    words = ngettext("%(n)d session est fermée.", "%(n)d sessions sont fermées.", ended)
    messages.success(request, words % {"n": ended})
    return redirect("patient:devices")


@in_account
@require_POST
def dissociate(request: RecordRequest) -> HttpResponse:
    """Forget one device: it would be new again."""
    _did(request, "device", accounts.dissociate)
    messages.success(request, _("L’appareil est dissocié."))
    return redirect("patient:devices")


@in_account
@require_POST
def share(request: RecordRequest) -> HttpResponse:
    """Say, once inside, that the computer is shared: however the person entered."""
    presence.share(request)
    accounts.share(request.account_id, _key(request))
    messages.success(request, _("Cet ordinateur n’est plus retenu. Pensez à vous déconnecter."))
    answer = redirect("patient:devices")
    answer.delete_cookie(DEVICE_COOKIE)
    return answer


def _did(request: RecordRequest, field: str, verb: Callable[[int, int], bool]) -> None:
    number = request.POST.get(field, "")
    known = number.isascii() and number.isdigit() and len(number) < 10  # noqa: PLR2004 - an int
    if not known or not verb(request.account_id, int(number)):
        raise Http404


def _key(request: RecordRequest) -> str:
    return str(request.session.session_key)
