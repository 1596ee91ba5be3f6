"""« Résultats »: what the documents say, analysis by analysis, each value with its source."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carnet.access.facts import Action
from carnet.contents import refusals
from carnet.contents.plain import Plain
from carnet.contents.series import DAY, MEASURED, Point, Series
from carnet.records import results
from carnet.records.results import Results
from carnet.web.patient import result_lines
from carnet.web.patient.current import RecordRequest, in_archive, opened
from carnet.web.patient.result_lines import Source
from carnet.web.ui import document_words as words
from carnet.web.ui import result_words as told
from carnet.web.ui import statement_words as said
from carnet.web.ui.chips import Choice

# The words of the address, the kind of the values, the name on the page.
SORTS: dict[str, tuple[str, str | Promise]] = {
    "": ("result", gettext_lazy("Analyses")),
    "mesures": ("measure", gettext_lazy("Mesures")),
    "vaccinations": ("vaccination", gettext_lazy("Vaccinations")),
    "traitements": ("treatment", gettext_lazy("Traitements")),
    "allergies": ("allergy", gettext_lazy("Allergies")),
    "maladies": ("problem", gettext_lazy("Maladies et sujets de santé")),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A vaccination, a treatment… as one or several documents say it."""

    value: str
    posology: str
    when: str
    until: str
    status: str
    facts: list[tuple[str, str]]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that documents say of one vaccine, one treatment…: the latest first."""

    name: str
    known: Plain | None  # what it is for
    last: Statement
    earlier: list[Statement]


@in_archive
def all_results(request: RecordRequest) -> HttpResponse:
    """All results of one sort (``?sorte=``): analyses first."""
    sort = request.GET.get("sorte", "")
    if sort not in SORTS:
        raise Http404
    kind, label = SORTS[sort]
    found = results.results(opened(request, Action.READ), [kind])
    values = {
        "choices": _choices(found, sort),
        "sort": label,
        "unread": len(found.unread),
        "groups": _groups(request, found) if kind in MEASURED else [],
        "statements": [] if kind in MEASURED else [_told(one, found) for one in found.series],
        "refused": not request.profile.caregiving and refusals.refuses(request.profile.person_id),
    }
    return render(request, "patient/results.html", values)


def _choices(found: Results, chosen: str) -> list[Choice]:
    return [
        Choice(
            _("%(label)s (%(n)d)") % {"label": label, "n": found.counts.get(kind, 0)},
            reverse("patient:results", query={"sorte": sort} if sort else None),
            sort == chosen,
        )
        for sort, (kind, label) in SORTS.items()
        if found.counts.get(kind) or sort == chosen
    ]


def _groups(request: RecordRequest, found: Results) -> list[tuple[str, list[result_lines.Summary]]]:
    person_id = request.profile.person_id
    lines = [result_lines.summary(one, found, person_id) for one in found.series]
    return result_lines.grouped(lines, _("Autres"))


def _told(series: Series, found: Results) -> Told:
    last, *earlier = [_statement(point, found) for point in reversed(series.points)]
    return Told(series.name, told.known(series.last.value), last, earlier)


def _statement(point: Point, found: Results) -> Statement:
    of = point.value
    since, until = (words.moment(moment[:DAY]) for moment in (point.when, of.until))
    return Statement(
        told.value(of), said.posology(of), since, until, said.status(of), said.facts(of),
        result_lines.sources(point, found),
    )  # fmt: skip
