"""Where an activation or a sign-in stops: each reason has its page, with a way out in words."""

from __future__ import annotations

from math import ceil

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from carnet.accounts import actions
from carnet.accounts.problems import (
    AccountExists,
    AccountProblem,
    CodeExpired,
    CodeUsed,
    Locked,
    MinorHolder,
    RecordClosed,
    Slowed,
)
from carnet.base import clock
from carnet.notify.sms import NotSent

_RENEWABLE = "activation_renewable"  # who proved all with a code that was too old
_REASONS = {
    CodeExpired: "code-expire",
    CodeUsed: "code-utilise",
    AccountExists: "compte-existant",
    MinorHolder: "mineur",
}
_CLOSED = {"opposed": "opposition", "suspended": "suspendu"}
PAGES = frozenset({*_REASONS.values(), *_CLOSED.values(), "ferme", "code-envoye"})


def dead_end(request: HttpRequest, problem: AccountProblem) -> HttpResponse:
    """Go to the page of this problem."""
    if isinstance(problem, CodeExpired):
        request.session[_RENEWABLE] = problem.person_id
    if isinstance(problem, RecordClosed):
        return redirect("patient:dead_end", _CLOSED.get(problem.state, "ferme"))
    return redirect("patient:dead_end", _REASONS[type(problem)])


@never_cache
@require_safe
def page(request: HttpRequest, reason: str) -> HttpResponse:
    """Say why it stops and what to do; nothing on it is about anyone."""
    if reason not in PAGES:
        raise Http404
    values = {"reason": reason, "renewable": _RENEWABLE in request.session}
    return render(request, "patient/activation/dead_end.html", values)


@require_POST
def new_code(request: HttpRequest) -> HttpResponse:
    """Send a new code to somebody whose code was right but too old."""
    person_id = request.session.pop(_RENEWABLE, None)
    if person_id is None:
        return redirect("patient:activation")
    try:
        actions.renew_code(person_id)
    except NotSent:
        request.session[_RENEWABLE] = person_id
        messages.error(request, _("Le message n’est pas parti. Réessayez dans un moment."))
        return redirect("patient:dead_end", "code-expire")
    return redirect("patient:dead_end", "code-envoye")


def locked(request: HttpRequest, problem: Locked) -> HttpResponse:
    """Too many failures: say how long, and whom to call meanwhile."""
    seconds = max(1, ceil((problem.until - clock.now()).total_seconds()))
    answer = render(
        request,
        "patient/activation/locked.html",
        {"minutes": ceil(seconds / 60)},
        status=429,
    )
    answer["Retry-After"] = str(seconds)
    return answer


def slowed(problem: Slowed) -> str:
    """The words for somebody who must wait a little."""
    return ngettext(
        "Attendez %(n)d seconde, puis recommencez.",
        "Attendez %(n)d secondes, puis recommencez.",
        problem.seconds,
    ) % {"n": problem.seconds}
