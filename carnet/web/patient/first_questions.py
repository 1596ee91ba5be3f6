"""First questions about one's health: each may be left out, and answered again later."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from carnet.profile import actions as profile
from carnet.profile import queries
from carnet.profile.queries import Question
from carnet.web.patient.current import RecordRequest, in_record
from carnet.web.patient.first_steps_forms import MeasuresForm, WordsForm
from carnet.web.patient.suite import kept, page
from carnet.web.ui.forms import posted

_MEASURES = (Question.HEIGHT, Question.WEIGHT)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question answered in words: its page, and the words around it."""

    route: str
    question: Question
    title: str | Promise
    lead: str | Promise


_HISTORY = Asked(
    "patient:first_history",
    Question.HISTORY,
    _("Antécédents"),
    _("Les maladies, opérations et allergies importantes, d’aujourd’hui ou d’avant."),
)
_TREATMENTS = Asked(
    "patient:first_treatments",
    Question.TREATMENTS,
    _("Traitements"),
    _("Les médicaments pris en ce moment, avec la dose si vous la connaissez."),
)


@in_record
def measures(request: RecordRequest) -> HttpResponse:
    """Height and weight."""
    person_id, actor = request.profile.person_id, request.profile.actor
    known = queries.latest(person_id, actor)
    typed = {str(one): known[one].value.replace(".", ",") for one in _MEASURES if one in known}
    form = MeasuresForm(posted(request), initial=typed)
    if request.method == "POST" and form.is_valid():
        for question in _MEASURES:
            if given := form.cleaned_data[str(question)]:
                profile.save(person_id, actor, question, given)
        return kept(request, "patient:first_measures")
    declared = [known[one] for one in _MEASURES if one in known]
    return page(request, "patient:first_measures", form, declared=declared)


@in_record
def history(request: RecordRequest) -> HttpResponse:
    """Past and present illnesses."""
    return _words(request, _HISTORY)


@in_record
def treatments(request: RecordRequest) -> HttpResponse:
    """Medicines of today."""
    return _words(request, _TREATMENTS)


def _words(request: RecordRequest, asked: Asked) -> HttpResponse:
    person_id, actor = request.profile.person_id, request.profile.actor
    known = queries.latest(person_id, actor).get(asked.question)
    form = WordsForm(posted(request), initial={"words": known.value if known else ""})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        profile.save(person_id, actor, asked.question, given["words"], none=given["none"])
        return kept(request, asked.route)
    return page(request, asked.route, form, asked=asked, declared=[known] if known else [])
