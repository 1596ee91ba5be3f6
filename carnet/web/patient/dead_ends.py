"""Where an activation, an opposition or a sign-in stops: each reason has its page, and a way out.

Nothing on these pages is about anyone: whoever types their address reads the same.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from carnet.accounts.problems import (
    AccountExists,
    AccountProblem,
    CodeExpired,
    CodeProblem,
    CodeUsed,
    Locked,
    MinorHolder,
    RecordClosed,
)
from carnet.web.brake import minutes
from carnet.web.patient import proven

RENEWABLE = "new_code"  # in the session: who proved enough to be sent a new code
PAGES = {
    "code-expire": _("Ce code est trop ancien"),
    "code-utilise": _("Ce code a déjà servi"),
    "code-envoye": _("Un nouveau code est parti"),
    "lettre-demandee": _("Une lettre va partir"),
    "sans-adresse": _("Nous ne savons pas où vous écrire"),
    "compte-existant": _("Votre carnet est déjà activé"),
    "a-fermer": _("Votre carnet est déjà activé"),
    "mineur": _("Ce carnet est celui d’un mineur"),
    "opposition": _("Vous vous êtes opposé à ce carnet"),
    "ferme": _("Ce carnet est fermé"),
    "deja-ferme": _("Ce carnet est déjà fermé"),
    "suppression": _("Ce carnet va être détruit"),
    "supprime": _("Ce carnet a été détruit"),
    "suspendu": _("Ce carnet est suspendu"),
    "deces": _("Ce carnet est fermé"),
    "introuvable": _("Nous ne trouvons pas ce carnet"),
    "session-expiree": _("Trente minutes ont passé"),
}
_REASONS = {
    CodeExpired: "code-expire",
    CodeUsed: "code-utilise",
    AccountExists: "compte-existant",
    MinorHolder: "mineur",
}
_STATES = {
    "opposed": "opposition",
    "suspended": "suspendu",
    "closed": "ferme",
    "deletion_pending": "suppression",
    "deleted": "supprime",
    "deceased": "deces",
    "active": "compte-existant",
}
# Somebody who opposes reads it otherwise: what they ask for is done, or is done from inside.
_OPPOSING = {
    "compte-existant": "a-fermer",
    "ferme": "deja-ferme",
    "suppression": "deja-ferme",
    "supprime": "deja-ferme",
}


def dead_end(
    request: HttpRequest, problem: AccountProblem, *, opposing: bool = False
) -> HttpResponse:
    """Go to the page of this problem; what it lets the person do next is kept in their session."""
    reason = _reason(problem)
    if isinstance(problem, CodeProblem) and problem.person_id:
        request.session[RENEWABLE] = problem.person_id
    if isinstance(problem, RecordClosed) and problem.person_id and not opposing:
        proven.keep(request, problem.person_id)
    return redirect("patient:dead_end", _OPPOSING.get(reason, reason) if opposing else reason)


def _reason(problem: AccountProblem) -> str:
    if isinstance(problem, RecordClosed):
        return _STATES.get(problem.state, "introuvable")
    return _REASONS.get(type(problem), "introuvable")


@never_cache
@require_safe
def page(request: HttpRequest, reason: str) -> HttpResponse:
    """Say why it stops and what to do."""
    if reason not in PAGES:
        raise Http404
    values = {
        "title": PAGES[reason],
        "words": f"patient/activation/stop/{reason}.html",
        "renewable": RENEWABLE in request.session,
        "proven": proven.kept(request) is not None,
    }
    return render(request, "patient/activation/dead_end.html", values)


def locked(request: HttpRequest, problem: Locked) -> HttpResponse:
    """Too many failures: say how long, and whom to call meanwhile."""
    values = {"minutes": minutes(problem)}
    return render(request, "patient/activation/locked.html", values, status=429)
