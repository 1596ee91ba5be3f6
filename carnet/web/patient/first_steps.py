"""First steps: what was created, then two choices about who reads. Each may be left out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from carnet.records import actions as records
from carnet.records import queries as record_queries
from carnet.sharing import actions as sharing
from carnet.sharing import queries as sharing_queries
from carnet.web.patient import hidden_rule
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.first_steps_forms import HIDDEN, ConfidentialityForm, EmergencyForm
from carnet.web.patient.suite import kept, page
from carnet.web.ui.forms import posted


@in_record
def facts(request: RecordRequest) -> HttpResponse:
    """What was created, who reads it, how to hide, to be told, to close (domain.md 10.2).

    A record may have been read before its holder came: by whom their parents, or they themselves
    on paper, had agreed to. They see it first, to agree again or to stop it.
    """
    profile = request.profile
    known = sharing_queries.authorizations(profile.person_id, representative=not profile.own)
    readers = sum(not one.blocked for one in known)
    return render(request, "patient/first_steps/facts.html", {"readers": readers})


@in_record
def confidentiality(request: RecordRequest) -> HttpResponse:
    """Whether documents to come are hidden from professionals."""
    person_id, actor = request.profile.person_id, request.profile.actor
    form = ConfidentialityForm(posted(request))
    if request.method == "POST" and form.is_valid():
        hidden = form.cleaned_data["documents"] == HIDDEN
        records.set_hide_new_documents(person_id, actor, hidden=hidden)
        return kept(request, "patient:first_confidentiality")
    values = {
        "hidden_now": record_queries.hides_new_documents(person_id),
        "still_reads": hidden_rule.still_reads(),
    }
    return page(request, "patient:first_confidentiality", form, **values)


@in_record
def emergency(request: RecordRequest) -> HttpResponse:
    """Who may enter in an emergency."""
    person_id, actor = request.profile.person_id, request.profile.actor
    chosen = sharing_queries.emergency(person_id)
    names = ("regulation", "other_professionals", "hidden_documents")
    known = {name: "yes" if getattr(chosen, name) else "no" for name in names if chosen}
    form = EmergencyForm(posted(request), initial=known)
    if request.method == "POST" and form.is_valid():
        sharing.choose_emergency(person_id, actor, **form.cleaned_data)
        return kept(request, "patient:first_emergency")
    return page(request, "patient:first_emergency", form, chosen=chosen)
