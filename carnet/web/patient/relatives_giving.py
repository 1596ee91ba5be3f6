"""« Choisir un aidant » in two screens: who, then what and for how long, and what it opens.

Between them the session keeps whom the house found, or nobody: the pages tell neither.
"""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from carnet.access.facts import Action
from carnet.accounts import attempts
from carnet.accounts.problems import Locked, Slowed
from carnet.identity import people
from carnet.records import previews
from carnet.sharing import delegation
from carnet.sharing.delegation import Candidate
from carnet.sharing.problems import NotTheHolder, TooManyCaregivers
from carnet.web.brake import slowed
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.dead_ends import locked
from carnet.web.patient.differences import told
from carnet.web.patient.relatives import has_room, holder_only
from carnet.web.patient.relatives_forms import RelativeForm, ScopeForm
from carnet.web.ui.forms import posted

_KEY = "entrusting"


@in_record
@require_http_methods(["GET", "POST"])
def who(request: RecordRequest) -> HttpResponse:
    """First screen: whom; whether they exist here is told to nobody. Without room, the list."""
    holder_only(request)
    request.profile.open(Action.SHARE)
    if request.method == "GET" and not has_room(request.profile):
        return redirect("patient:relatives")  # it says why, before anything is typed
    _oid, own = people.matricule(request.profile.person_id)
    form = RelativeForm(posted(request), own=own)
    if request.method == "POST" and form.is_valid():
        return _look_for(request, form)
    return _page(request, "who", form)


def _look_for(request: RecordRequest, form: RelativeForm) -> HttpResponse:
    try:
        attempts.spend(("invitation", f"aidant {request.profile.person_id}"))
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return _page(request, "who", form, status=429)
    except Locked as problem:
        return locked(request, problem)
    request.session[_KEY] = asdict(delegation.candidate(form.named()))
    return redirect("patient:entrust_scope")


@in_record
@require_http_methods(["GET", "POST"])
def what(request: RecordRequest) -> HttpResponse:
    """Second screen: what is entrusted, and until when; then the offer leaves."""
    holder_only(request)
    record = request.profile.open(Action.SHARE)
    kept = request.session.get(_KEY)
    if kept is None:
        return redirect("patient:entrust")
    chosen, form = Candidate(**kept), ScopeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if "voir" not in request.POST:
            return _offer(request, chosen, form)
        found = told(record.preview(_change(chosen, form)))
        return _page(request, "what", form, status=200, named=chosen.named, difference=found)
    return _page(request, "what", form, named=chosen.named)


def _change(chosen: Candidate, form: ScopeForm) -> previews.Change:
    scope = form.scope()
    who = (chosen.named, chosen.caregiver_id)
    return previews.entrusting(*who, scope.categories, hidden_documents=scope.hidden_documents)


def _offer(request: RecordRequest, chosen: Candidate, form: ScopeForm) -> HttpResponse:
    profile = request.profile
    del request.session[_KEY]
    try:
        delegation.offer(profile.person_id, profile.actor, chosen, form.scope())
    except TooManyCaregivers:
        messages.error(request, _("Vous avez déjà assez d’aidants. Retirez-en un d’abord."))
    except NotTheHolder:
        pass  # the record closed meanwhile: the next page says what became of it
    else:
        messages.success(request, _("Si ces informations sont exactes, une proposition part."))
    return redirect("patient:relatives")


def _page(
    request: RecordRequest, name: str, form: Form, *, status: int = 0, **more: object
) -> HttpResponse:
    values = {"form": form, **more}
    status = status or (422 if form.is_bound else 200)
    return render(request, f"patient/relatives/{name}.html", values, status=status)
