"""A parent without an account, perhaps opposed for themself: what they do for one child."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from carnet.accounts import attestation, family
from carnet.accounts.opposition import Way
from carnet.accounts.problems import CodeExpired, CodeUsed, Locked, Slowed, WrongProof
from carnet.identity import people
from carnet.web.address import network_address
from carnet.web.brake import slowed
from carnet.web.patient.current import short_name
from carnet.web.patient.dead_ends import dead_end, locked
from carnet.web.patient.family_child import deny, finish, opposed_text
from carnet.web.patient.family_forms import CertifyForm, EntryForm
from carnet.web.patient.files import opposition_proof
from carnet.web.ui.forms import posted

_KEY = "for_child"


@dataclass(frozen=True, slots=True)
class Case:
    """What was proven in this browser: a parent's card, and the code of one child."""

    parent_id: int
    child_id: int

    @property
    def first_name(self) -> str:
        """Of the child."""
        return short_name(people.person(self.child_id))


CaseView = Callable[[HttpRequest, Case], HttpResponse]


@never_cache
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest) -> HttpResponse:
    """The parent's card and the child's code; somebody signed in has « Ma famille »."""
    if request.user.is_authenticated:
        return redirect("patient:family")
    form = EntryForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _prove(request, form)
    return _entry(request, form, 422 if form.is_bound else 200)


def _prove(request: HttpRequest, form: EntryForm) -> HttpResponse:
    try:
        parent_id, child_id = family.identify(form.proof(), network_address(request))
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return _entry(request, form, 429)
    except Locked as problem:
        return locked(request, problem)
    except WrongProof:
        form.add_error(
            None, _("Ces informations ne vont pas ensemble. Relisez votre carte et la lettre.")
        )
        return _entry(request, form, 422)
    except (CodeExpired, CodeUsed) as problem:
        return dead_end(request, problem)
    request.session.cycle_key()
    request.session[_KEY] = [parent_id, child_id]
    return redirect("patient:child_choice")


def _entry(request: HttpRequest, form: EntryForm, status: int) -> HttpResponse:
    return render(request, "patient/family/entry.html", {"form": form}, status=status)


def _proven(view: CaseView) -> Callable[[HttpRequest], HttpResponse]:
    """A page for whoever proved it; anyone else begins."""

    @wraps(view)
    def arrive(request: HttpRequest) -> HttpResponse:
        kept: Any = request.session.get(_KEY)
        return view(request, Case(*kept)) if kept else redirect("patient:child_entry")

    return never_cache(arrive)


@_proven
@require_safe
def choice(request: HttpRequest, case: Case) -> HttpResponse:
    """Where the child's record is, and both ways with the same prominence."""
    values = {
        "first_name": case.first_name,
        "way": family.way(case.child_id),
        "opposed": _opposed(case.child_id),
    }
    return render(request, "patient/family/choice.html", values)


@_proven
@require_http_methods(["GET", "POST"])
def oppose(request: HttpRequest, case: Case) -> HttpResponse:
    """« Je suis son représentant légal », then the opposition is recorded."""
    way = family.way(case.child_id)
    if way is None:
        return redirect("patient:child_choice")
    form = CertifyForm(posted(request), first_name=case.first_name)
    if request.method == "POST" and form.is_valid():
        if form.denied:
            return deny(request, case.parent_id, case.child_id, "patient:child_choice")
        return _oppose(request, case, way)
    values = {"form": form, "first_name": case.first_name, "way": way}
    status = 422 if form.is_bound else 200
    return render(request, "patient/family/oppose.html", values, status=status)


def _oppose(request: HttpRequest, case: Case, way: Way) -> HttpResponse:
    said = request.POST.get("way", "")
    if said != way:  # the window ended while the page was open
        messages.error(request, _("La situation a changé entre-temps. Relisez cette page."))
        return redirect("patient:child_oppose")
    text = opposed_text(way, case.first_name)
    done = lambda: family.oppose(case.parent_id, case.child_id, way)  # noqa: E731
    return finish(request, done, text, "patient:child_choice")


@_proven
@require_safe
def proof(request: HttpRequest, case: Case) -> HttpResponse:
    """The document that proves the opposition just recorded."""
    return opposition_proof(case.child_id)


def _opposed(child_id: int) -> bool:
    try:
        attestation.opposition(child_id)
    except attestation.NotOpposed:
        return False
    return True
