"""What an agent does on a paper that the person signed, and mandates of help."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carnet.assistance import actions, mandates, queries
from carnet.assistance.acts import Act
from carnet.assistance.problems import NoMandate
from carnet.base.ids import Kind
from carnet.records.problems import Impossible
from carnet.web.desk import words
from carnet.web.desk.forms import MandateForm, ScanForm
from carnet.web.desk.guard import DeskRequest, at_desk, in_case
from carnet.web.desk.trying import page, sound_scan
from carnet.web.downloads import download
from carnet.web.pointers import pointed
from carnet.web.ui.assistance_words import ACTS
from carnet.web.ui.forms import posted


@in_case
@require_http_methods(["GET", "POST"])
def act(request: DeskRequest, name: str) -> HttpResponse:
    """One act, on its mandate."""
    if name not in Act.__members__.values():
        raise Http404
    wanted = Act(name)
    form = ScanForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid() and _did(request, wanted, form):
        messages.success(request, _("C’est fait. Le mandat est gardé."))
        return redirect("desk:case")
    title, effect = ACTS[wanted], words.CONSEQUENCES[wanted]
    return page(request, "act", form, act_title=title, effect=effect)


def _did(request: DeskRequest, wanted: Act, form: ScanForm) -> bool:
    scan = sound_scan(form)
    if scan is None:
        return False
    try:
        actions.do(request.agent, request.case, wanted, scan)
    except Impossible:
        form.add_error(None, _("L’état du carnet ne le permet pas, ou plus. Relisez le dossier."))
        return False
    return True


@in_case
@require_http_methods(["GET", "POST"])
def mandate(request: DeskRequest) -> HttpResponse:
    """A mandate of help: on paper, or proposed to the person who has an account."""
    form = MandateForm(posted(request), request.FILES or None)
    online = queries.signs_in(request.agent, request.case)
    if request.method == "POST" and form.is_valid():
        scan, days = sound_scan(form), form.cleaned_data["days"]
        if scan is not None:
            mandates.sign_on_paper(request.agent, request.case.person_id, days, scan)
            messages.success(request, _("Le mandat est enregistré."))
            return redirect("desk:case")
        if not form.errors and online:
            mandates.propose(request.agent, request.case.person_id, days)
            messages.success(request, _("Le mandat est proposé. La personne l’accepte en ligne."))
            return redirect("desk:case")
        if not form.errors:
            form.add_error("scan", _("Choisissez le fichier du mandat signé."))
    return page(request, "mandate", form, online=online)


@in_case
@require_POST
def revoke(request: DeskRequest, identifier: object) -> HttpResponse:
    """End a mandate of this desk."""
    mine = request.case.person_id
    pointer = pointed(identifier, Kind.MANDATE, mine)
    try:
        mandates.revoke_by_agent(request.agent, mine, pointer.number)
    except NoMandate:
        raise Http404 from None
    messages.success(request, _("Le mandat est terminé."))
    return redirect("desk:case")


@at_desk
@require_safe
def scan(request: DeskRequest, identifier: object) -> HttpResponse:
    """The scan of a mandate, for a supervisor."""
    pointer = pointed(identifier, Kind.MANDATE)
    found = mandates.scan_for_agent(request.agent, pointer.person_id, pointer.number)
    if found is None:
        raise Http404
    return download(found.data, found.media_type, f"mandat-{pointer.number}")
