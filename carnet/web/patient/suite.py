"""The order of the first steps. Opened later from « Plus », each stands alone.

``?suite=1`` says that one page leads to the next: nothing is kept, so the back button is safe.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from carnet.web.patient.current import RecordRequest

STEPS = [
    "patient:first_confidentiality",
    "patient:first_emergency",
    "patient:first_measures",
    "patient:first_history",
    "patient:first_treatments",
]
_TEMPLATES = {
    "patient:first_confidentiality": "confidentiality",
    "patient:first_emergency": "emergency",
    "patient:first_measures": "measures",
    "patient:first_history": "words",
    "patient:first_treatments": "words",
}
_ON = {"suite": "1"}


def page(request: RecordRequest, route: str, form: Form, **more: Any) -> HttpResponse:
    """One step; 422 when its form failed."""
    onward = _onward(request)
    values = {
        "form": form,
        "onward": onward,
        "step": STEPS.index(route) + 1,
        "total": len(STEPS),
        "skip": _after(route) if onward else reverse("patient:more"),
        **more,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"patient/first_steps/{_TEMPLATES[route]}.html", values, status=status)


def kept(request: RecordRequest, route: str) -> HttpResponse:
    """The answer is kept: on to the next step, or to the same page with a word."""
    if _onward(request):
        if route == STEPS[-1]:
            messages.success(request, _("Vos choix sont enregistrés."))
        return redirect(_after(route))
    messages.success(request, _("Votre choix est enregistré."))
    return redirect(route)


def _onward(request: RecordRequest) -> bool:
    return request.GET.get("suite") == "1"


def _after(route: str) -> str:
    following = STEPS[STEPS.index(route) + 1 :]
    return reverse(following[0], query=_ON) if following else reverse("patient:home")
