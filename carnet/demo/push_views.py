"""``/demo/push/``: what phones would show, and a phone for whoever has none that takes push."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from carnet.accounts import sessions
from carnet.demo import push
from carnet.demo.models import Message
from carnet.notify import pushes
from carnet.web.patient.current import RecordRequest, in_account

SHOWN = 50


@require_safe
@never_cache
def shown(request: HttpRequest) -> HttpResponse:
    """The newest ones."""
    kept = Message.objects.filter(channel="push").order_by("-at", "-id")[:SHOWN]
    return render(request, "demo/push.html", {"messages_kept": kept})


@in_account
@require_POST
def phone(request: RecordRequest) -> HttpResponse:
    """Add a phone of the stand-in to the person who is signed in in this browser."""
    device = sessions.device_of(str(request.session.session_key))
    address, receiver = push.new_phone()
    name = "Chrome/Android"
    pushes.add(request.profile.reader_id, address, receiver, device_id=device, name=name)
    messages.success(request, _("Un téléphone fictif reçoit maintenant des notifications."))
    return redirect("patient:notices")
