"""Push messages on the device in hand: offered where a script runs, explained before it asks."""

from __future__ import annotations

import binascii
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe
from joserfc.util import urlsafe_b64decode

from carnet.accounts import browsers, sessions
from carnet.notify import push_service, pushes, web_push
from carnet.web.patient.current import RecordRequest, in_account


class _Bytes(forms.CharField):
    """Bytes in base64url, as browsers write them."""

    def clean(self, value: Any) -> bytes:
        """The bytes; ValidationError for what is none."""
        try:
            return urlsafe_b64decode(super().clean(value).encode("ascii"))
        except (ValueError, binascii.Error) as bad:
            raise ValidationError("no base64url") from bad


class PushForm(forms.Form):
    """A subscription as the script sends it (PushSubscription.toJSON)."""

    endpoint = forms.CharField(max_length=push_service.LONGEST)
    p256dh = _Bytes(max_length=100)
    auth = _Bytes(max_length=40)


def offered(request: RecordRequest) -> dict[str, Any]:
    """What the page needs to offer it; not on a computer that others use."""
    device_id = sessions.device_of(str(request.session.session_key))
    return {"push_key": web_push.public_key() if device_id else "", "device_id": device_id}


@in_account
@require_POST
def add(request: RecordRequest) -> HttpResponse:
    """Tell this device from now on."""
    try:
        _add(request, PushForm(request.POST))
    except (pushes.PushRefused, ValueError):
        messages.error(request, _("Cet appareil n’a pas pu être ajouté. L’e-mail reste."))
    else:
        messages.success(request, _("Cet appareil reçoit maintenant des notifications."))
    return redirect("patient:notices")


def _add(request: RecordRequest, form: PushForm) -> None:
    """PushRefused, or ValueError, for what no browser sends."""
    device_id = sessions.device_of(str(request.session.session_key))
    if device_id is None or not form.is_valid():
        raise pushes.PushRefused
    sent, name = form.cleaned_data, browsers.name_of(request.headers.get("User-Agent", ""))
    receiver = web_push.Receiver(sent["p256dh"], sent["auth"])
    holder = request.profile.reader_id
    pushes.add(holder, sent["endpoint"], receiver, device_id=device_id, name=name)


@in_account
@require_POST
def remove(request: RecordRequest) -> HttpResponse:
    """Tell one device no more."""
    try:
        device = UUID(request.POST.get("device", ""))
    except ValueError as bad:
        raise Http404 from bad
    if not pushes.remove(request.profile.reader_id, device):
        raise Http404
    messages.success(request, _("Cet appareil ne reçoit plus de notifications."))
    return redirect("patient:notices")


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows a push message: it keeps no page and answers no request."""
    return render(request, "patient/push_worker.js", content_type="text/javascript; charset=utf-8")
