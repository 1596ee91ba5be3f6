"""Opposing: prove who one is, read what it means, confirm; a document proves it; minds change."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carnet.accounts import actions, attestation, opposition
from carnet.accounts.opposition import Way
from carnet.accounts.problems import AccountProblem, ChoiceChanged
from carnet.accounts.signin import half_hidden
from carnet.records import queries as records
from carnet.web.patient import activation_state, files, proven
from carnet.web.patient.dead_ends import RENEWABLE, dead_end
from carnet.web.patient.identity_forms import ProofForm
from carnet.web.patient.proving import OPPOSITION
from carnet.web.patient.waiting_room import in_turn
from carnet.web.ui.forms import posted


@never_cache
@require_http_methods(["GET", "POST"])
@in_turn
def identity(request: HttpRequest) -> HttpResponse:
    """First screen: the same proof as to activate (R1111-28 CSP)."""
    if request.user.is_authenticated:
        return redirect("patient:dead_end", "a-fermer")
    form = ProofForm(posted(request))
    if request.method != "POST" or not form.is_valid():
        return OPPOSITION.page(request, form)
    return OPPOSITION.answer(
        request,
        lambda address: actions.prove_for_opposition(form.proof(), address),
        lambda person_id: _begin(request, person_id),
        form,
    )


def _begin(request: HttpRequest, person_id: int) -> HttpResponse:
    proven.begin(request, person_id)
    done = opposition.way(person_id) is Way.OPPOSED
    return redirect("patient:opposition_done" if done else "patient:opposition_confirm")


@proven.required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, person_id: int) -> HttpResponse:
    """Second screen: what it means, said before; the button says what it does."""
    if request.method == "POST":
        return _oppose(request, person_id)
    try:
        way = opposition.way(person_id)
    except AccountProblem as problem:
        return dead_end(request, problem, opposing=True)
    if way is Way.OPPOSED:
        return redirect("patient:opposition_done")
    since = records.life(person_id)
    values = {"way": way.value, "since": since and since.since, "step": 2}
    return render(request, "patient/opposition/confirm.html", values)


def _oppose(request: HttpRequest, person_id: int) -> HttpResponse:
    try:
        actions.oppose(person_id, _said(request))
    except ChoiceChanged:
        messages.warning(request, _("La situation a changé. Relisez cette page, puis choisissez."))
        return redirect("patient:opposition_confirm")
    except AccountProblem as problem:
        return dead_end(request, problem, opposing=True)
    return redirect("patient:opposition_done")


def _said(request: HttpRequest) -> Way:
    """What the page announced; a forged one is no announcement."""
    try:
        return Way(request.POST.get("way", ""))
    except ValueError:
        raise ChoiceChanged from None


@proven.required
@require_safe
def done(request: HttpRequest, person_id: int) -> HttpResponse:
    """Third screen: it is done, and here is the proof."""
    life = records.life(person_id)
    if life is not None and life.state == "closed":
        return render(request, "patient/opposition/closed.html", {"life": life, "step": 3})
    try:
        known = attestation.opposition(person_id)
    except attestation.NotOpposed:
        return redirect("patient:opposition_confirm")
    address = attestation.address(person_id)
    sent_to = half_hidden(address) if address else ""
    values = {"opposition": known, "sent_to": sent_to, "step": 3}
    return render(request, "patient/opposition/done.html", values)


@proven.required
@require_safe
def document(request: HttpRequest, person_id: int) -> HttpResponse:
    """The proof as a PDF."""
    try:
        return files.opposition_proof(person_id)
    except attestation.NotOpposed:
        return redirect("patient:opposition_confirm")


@proven.required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, person_id: int) -> HttpResponse:
    """Change one's mind: the record is created; activating it is another choice."""
    life = records.life(person_id)
    if life is not None and life.state == "created":
        return _withdrawn(request, person_id)
    if request.method != "POST":
        return render(request, "patient/opposition/withdraw.html")
    try:
        actions.withdraw_opposition(person_id)
    except AccountProblem as problem:
        return dead_end(request, problem)
    return redirect("patient:opposition_withdraw")


def _withdrawn(request: HttpRequest, person_id: int) -> HttpResponse:
    """Done: on to the activation at once with a code that still serves, or with a new one."""
    serves = actions.is_fresh(person_id)
    if serves:
        activation_state.begin(request, person_id)
    else:
        request.session[RENEWABLE] = person_id
    return render(request, "patient/opposition/withdrawn.html", {"serves": serves})


@never_cache
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Forget who was proven: for a shared computer."""
    request.session.flush()
    return redirect("patient:landing")
