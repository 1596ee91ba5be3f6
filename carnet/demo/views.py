"""The stand-ins for the outside world, as pages that say what they replace."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from carnet.demo import letters
from carnet.demo.desk import present
from carnet.demo.guide import named
from carnet.demo.models import Message
from carnet.demo.nation import build
from carnet.demo.nation.characters import PASSWORD

SHOWN = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The people, with what each of them shows."""
    values = {"people": named(), "nation": build()}
    return render(request, "demo/index.html", values)


@require_safe
def professionals(request: HttpRequest) -> HttpResponse:
    """The directory of the demonstration."""
    return render(request, "demo/professionals.html", {"nation": build()})


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """All e-mails that would have left."""
    return _messages(
        request, "email", _("Boîte aux lettres"), _("les serveurs de courrier électronique")
    )


@require_safe
def sms(request: HttpRequest) -> HttpResponse:
    """All text messages that would have left."""
    return _messages(request, "sms", _("SMS"), _("le réseau de téléphonie mobile"))


def _messages(request: HttpRequest, channel: str, title: str, replaces: str) -> HttpResponse:
    """The newest messages of a channel; ``a`` keeps those sent to one address."""
    found = Message.objects.filter(channel=channel).order_by("-at", "-id")
    wanted = request.GET.get("a", "")
    if wanted:
        found = found.filter(sent_to=wanted)
    values: dict[str, Any] = {"messages_kept": found[:SHOWN], "title": title, "wanted": wanted}
    return render(request, "demo/messages.html", values | {"replaces": replaces})


@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """The agents, with what the application of their phone would say now."""
    return render(request, "demo/desk.html", {"agents": present(), "password": PASSWORD})


@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """The information letters that wait for the printer."""
    waiting = [
        {"name": path.stem, "to": letters.recipient(path), "day": path.parent.name}
        for path in reversed(letters.waiting()[-SHOWN:])
    ]
    return render(request, "demo/letters.html", {"letters": waiting})


@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter as PDF."""
    path = letters.find(name)
    if path is None:
        raise Http404
    return HttpResponse(
        path.read_bytes(),
        content_type="application/pdf",
        headers={"Content-Disposition": "inline", "X-Content-Type-Options": "nosniff"},
    )


@require_safe
def identity_provider(request: HttpRequest) -> HttpResponse:
    """What stands in for FranceConnect, and how to try it."""
    return render(request, "demo/identity_provider.html")
