"""Tries that may be refused: one way to say it, whatever was tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.assistance.files import Sound, scan
from carnet.assistance.problems import BadFile
from carnet.web.brake import minutes, slowed
from carnet.web.ui.assistance_words import FILE_PROBLEMS

TOO_MANY = 429


def attempt(form: forms.Form, wrong: str, act: Callable[[], Any]) -> tuple[Any, int]:
    """Do it: (what came of it, 0), or (None, the status of the page that says why not)."""
    try:
        return act(), 0
    except WrongProof:
        form.add_error(None, wrong)
        return None, 422
    except Slowed as problem:
        form.add_error(None, slowed(problem))
    except Locked as problem:
        form.add_error(None, locked(problem))
    return None, TOO_MANY


def locked(problem: Locked) -> str:
    """Too many failures: how long it lasts."""
    return _("Trop d’essais. Réessayez dans %(n)d min.") % {"n": minutes(problem)}


def sound_scan(form: forms.Form) -> Sound | None:
    """The scan of this sound form once its content was checked; None, and the form says why."""
    sent = form.cleaned_data.get("scan")
    if sent is None:
        return None
    try:
        return scan(sent.read())
    except BadFile as problem:
        form.add_error("scan", str(FILE_PROBLEMS[problem.reason]))
        return None


def page(
    request: HttpRequest, name: str, form: forms.Form | None = None, *, status: int = 0, **more: Any
) -> HttpResponse:
    """A page of the desk; 422 when its form failed, unless another status says more."""
    failed = form is not None and form.is_bound and bool(form.errors)
    values = {"form": form, **more}
    return render(request, f"desk/{name}.html", values, status=status or (422 if failed else 200))
