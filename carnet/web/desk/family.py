"""Who represents a child, changed by a supervisor on a document."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from carnet.assistance import actions, queries
from carnet.assistance.access import Paper
from carnet.assistance.roles import Power, require
from carnet.base.ids import Kind
from carnet.sharing.problems import NotAttached
from carnet.web.desk.forms import PaperForm
from carnet.web.desk.guard import DeskRequest, in_case
from carnet.web.desk.trying import page
from carnet.web.pointers import pointed
from carnet.web.ui.forms import posted

_VERBS = {
    "terminer": actions.end_representation,
    "refuser": actions.reject_parent,
    "permettre": actions.allow_parent,
}


@in_case
@require_http_methods(["GET", "POST"])
def representative(request: DeskRequest, verb: str, identifier: object) -> HttpResponse:
    """End a representation, say that there never was one, or let a parent answer again."""
    require(request.agent.role, Power.FAMILY)
    pointer = pointed(identifier, Kind.PERSON)
    seen = queries.overview(request.agent, request.case)
    known = [one for one in seen.representatives if one.person_id == pointer.person_id]
    known = [one for one in known if one.denied is (verb == "permettre")]
    if verb not in _VERBS or not known:
        raise Http404
    form = PaperForm(posted(request))
    if request.method == "POST" and form.is_valid():
        paper = Paper[form.cleaned_data["paper"]]
        try:
            _VERBS[verb](request.agent, request.case, pointer.person_id, paper)
        except NotAttached:
            form.add_error(None, _("Ce lien a changé. Relisez le dossier."))
        else:
            messages.success(request, _("C’est fait."))
            return redirect("desk:case")
    return page(request, "representative", form, verb=verb, who=known[0].first_name)
