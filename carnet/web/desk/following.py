"""Assisted mode: the agent gives a code, then sees which steps the person has done."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carnet.assistance import helping, totp
from carnet.assistance.helping import Step
from carnet.web.desk import words
from carnet.web.desk.guard import DeskRequest, in_case
from carnet.web.desk.trying import page

_KEY = "help"  # {person, code}: shown to the agent who began, until they end it


@in_case
@require_http_methods(["GET", "POST"])
def follow(request: DeskRequest) -> HttpResponse:
    """Begin, then show the code and the steps; never anything that was typed."""
    if request.method == "POST":
        code = helping.begin(request.agent, request.case)
        request.session[_KEY] = {"person": request.case.person_id, "code": code}
        return redirect("desk:follow")
    progress = helping.progress(request.agent, request.case)
    steps = [(words.STEPS[step], at) for step, at in progress.done.items()] if progress else []
    code = _code(request)
    shown = f"{code[:4]}-{code[4:]}" if code else ""
    address = settings.BASE_URL.rstrip("/") + reverse("patient:helped")
    joined = bool(progress and progress.done[Step.JOINED])  # the code has served
    values: dict[str, Any] = {
        "progress": progress, "steps": steps, "code": shown, "joined": joined,
    }  # fmt: skip
    return page(request, "follow", address=address.partition("://")[2], **values)


@in_case
@require_POST
def stop(request: DeskRequest) -> HttpResponse:
    """Follow no more."""
    helping.stop_by_agent(request.agent, request.case)
    request.session.pop(_KEY, None)
    return redirect("desk:case")


@in_case
@require_safe
def picture(request: DeskRequest) -> HttpResponse:
    """The QR code that the person scans."""
    code = _code(request)
    if not code:
        raise Http404
    address = settings.BASE_URL.rstrip("/") + reverse("patient:helped_by_link", args=[code])
    return HttpResponse(totp.qr(address), content_type="image/png")


def _code(request: DeskRequest) -> str:
    kept = request.session.get(_KEY, {})
    return str(kept["code"]) if kept.get("person") == request.case.person_id else ""
