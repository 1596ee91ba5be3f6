"""Finding a person and proving that it is them: nothing of them is shown before."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from carnet.accounts.fields import Unreadable
from carnet.assistance import actions, queries
from carnet.assistance.identification import Document
from carnet.assistance.problems import MinorNeedsParent, NoMandate, TooFewFacts
from carnet.assistance.roles import Power, require
from carnet.records.problems import Impossible
from carnet.web.desk.forms import AnswersForm, DeathForm, DocumentForm, FindForm
from carnet.web.desk.guard import CASE, FOUND, DeskRequest, at_desk, enter
from carnet.web.desk.trying import attempt, page
from carnet.web.ui.forms import posted


@at_desk
@require_http_methods(["GET", "POST"])
def find(request: DeskRequest) -> HttpResponse:
    """Number and birth date."""
    form, status = FindForm(posted(request)), 0
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            person_id, status = attempt(
                form,
                _("Personne ne correspond. Relisez le numéro et la date de naissance."),
                lambda: actions.find(request.agent, given["matricule"], given["birth_date"]),
            )
        except MinorNeedsParent:
            form.add_error(None, _("C’est un mineur. Cherchez le parent auquel il est rattaché."))
            person_id = None
        if person_id is not None:
            _close_former(request)
            request.session[FOUND] = person_id
            return redirect(_first_proof(request, person_id))
    return page(request, "find", form, status=status)


@at_desk
@require_http_methods(["GET", "POST"])
def proof(request: DeskRequest) -> HttpResponse:
    """The questions to put to the person, or the other ways to prove."""
    person_id = request.session.get(FOUND)
    if person_id is None:
        return redirect("desk:find")
    try:
        form = AnswersForm(posted(request), asked=actions.ask(person_id))
    except TooFewFacts:
        return _proof_page(request, person_id, None)
    status = 0
    if request.method == "POST" and form.is_valid():
        case, status = attempt(
            form,
            _("Ces réponses ne suffisent pas. Nous ne disons pas lesquelles sont fausses."),
            lambda: actions.answer(request.agent, person_id, form.answers()),
        )
        if case is not None:
            return enter(request, case)
    return _proof_page(request, person_id, form, status)


@at_desk
@require_http_methods(["GET", "POST"])
def document(request: DeskRequest) -> HttpResponse:
    """The person is there, with an identity document."""
    require(request.agent.role, Power.SEE_DOCUMENT)
    person_id = request.session.get(FOUND)
    if person_id is None:
        return redirect("desk:find")
    form, status = DocumentForm(posted(request)), 0
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        seen = Document(given["document"])
        case, status = attempt(
            form,
            _("Ce nom n’est pas celui de la personne cherchée."),
            lambda: actions.see(request.agent, person_id, seen, given["name"]),
        )
        if case is not None:
            return enter(request, case)
    return page(request, "document", form, status=status)


@at_desk
@require_POST
def mandate(request: DeskRequest) -> HttpResponse:
    """The person gave this desk a mandate of help, in force."""
    person_id = request.session.get(FOUND)
    if person_id is None:
        return redirect("desk:find")
    try:
        return enter(request, actions.by_mandate(request.agent, person_id))
    except NoMandate:
        messages.error(request, _("Ce guichet n’a pas de mandat en cours pour cette personne."))
        return redirect("desk:proof")


@at_desk
@require_http_methods(["GET", "POST"])
def death(request: DeskRequest) -> HttpResponse:
    """A supervisor saw the certificate: nobody answers questions for the dead."""
    require(request.agent.role, Power.DEATH)
    person_id = request.session.get(FOUND)
    if person_id is None:
        return redirect("desk:find")
    form = DeathForm(posted(request))
    if request.method == "POST" and form.is_valid() and _report(request, person_id, form):
        del request.session[FOUND]
        messages.success(request, _("Le décès est enregistré. Le carnet est fermé."))
        return redirect("desk:find")
    return page(request, "death", form)


def _report(request: DeskRequest, person_id: int, form: DeathForm) -> bool:
    try:
        actions.report_death(request.agent, person_id, form.cleaned_data["day"])
    except Unreadable:
        form.add_error("day", _("Écrivez une date passée, après la naissance."))
    except Impossible:
        form.add_error(None, _("Le décès ne peut pas être enregistré. Appelez votre responsable."))
    else:
        return True
    return False


def _proof_page(
    request: DeskRequest, person_id: int, form: forms.Form | None, status: int = 0
) -> HttpResponse:
    return page(
        request, "proof", form, status=status,
        with_mandate=queries.has_mandate(request.agent, person_id),
        sees_documents=request.agent.may(Power.SEE_DOCUMENT),
        reports_deaths=request.agent.may(Power.DEATH),
    )  # fmt: skip


def _first_proof(request: DeskRequest, person_id: int) -> str:
    """Where people come with a document it is the usual proof; a mandate spares any."""
    sees = request.agent.may(Power.SEE_DOCUMENT)
    return (
        "desk:document"
        if sees and not queries.has_mandate(request.agent, person_id)
        else ("desk:proof")
    )


def _close_former(request: DeskRequest) -> None:
    """One person at a time: the case that was open is closed."""
    if kept := request.session.pop(CASE, None):
        actions.close_case(request.agent, kept["person"], kept["id"])
