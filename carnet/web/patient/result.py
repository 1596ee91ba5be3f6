"""One analysis over the years: a sentence, a curve, the same numbers in a table and in a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carnet.access.facts import Action
from carnet.base import clock
from carnet.base.filenames import titled
from carnet.contents.series import MEASURED
from carnet.formats.cda.content_values import unit
from carnet.records import results
from carnet.records.results import Results
from carnet.web.downloads import download
from carnet.web.patient import cards, curves, result_lines
from carnet.web.patient.current import RecordRequest, in_archive, opened
from carnet.web.ui import result_words as told
from carnet.web.ui.chips import Choice

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run
PERIODS: dict[str, tuple[str | Promise, int]] = {
    "1": (gettext_lazy("Un an"), 1),
    "5": (gettext_lazy("Cinq ans"), 5),
    "": (gettext_lazy("Tout"), 0),
}


@in_archive
def result(request: RecordRequest, key: str) -> HttpResponse:
    """The page of one analysis or measure (``?periode=``)."""
    period = request.GET.get("periode", "")
    if period not in PERIODS:
        raise Http404
    found = _one(request, key)
    series = found.series[0]
    name, lang = result_lines.named(series)
    values = {
        "name": name,
        "lang": lang,
        "known": told.known(series.last.value),
        "lines": [result_lines.line(series, point, found) for point in reversed(series.points)],
        "level": told.level(series.last.level),
        "unusual": told.unusual(series.last.level),
        "change": told.change(series),
        "curves": curves.curves(series, found, PERIODS[period][1]),
        "choices": _choices(key, period),
        "key": key,
    }
    return render(request, "patient/result.html", values)


@in_archive
def result_csv(request: RecordRequest, key: str) -> HttpResponse:
    """The same numbers as a file for a spreadsheet."""
    found = _one(request, key)
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_("Date"), _("Résultat"), _("Unité"), _("Bas"), _("Haut"), _("Remarque"),
                     _("Document"), _("Auteur")])  # fmt: skip
    writer.writerows(_rows(found))
    name = titled(result_lines.named(found.series[0])[0], clock.today())
    return download(text.getvalue().encode("utf-8-sig"), "text/csv", name)


def _one(request: RecordRequest, key: str) -> Results:
    found = results.one(opened(request, Action.READ), key)
    if found.series[0].kind not in MEASURED:
        raise Http404
    return found


def _rows(found: Results) -> Iterator[list[str]]:
    """A row for each point and each of its documents: no value without its source."""
    series = found.series[0]
    for point in reversed(series.points):
        of, line = point.value, result_lines.line(series, point, found)
        for number in point.entries:
            entry = found.documents[number]
            said = _("Non\u00a0: {}").format(of.value) if of.negated else of.value
            row = [point.when, said, unit(of.unit), of.low, of.high, line.remark,
                   cards.title(entry), entry.author_name]  # fmt: skip
            yield [_inert(cell) for cell in row]


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a negative number stays one."""
    numeric = cell[1:].replace(".", "", 1).replace(",", "", 1).isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA) and not numeric else cell


def _choices(key: str, chosen: str) -> list[Choice]:
    path = reverse("patient:result", args=[key])
    return [
        Choice(label, f"{path}?periode={period}" if period else path, period == chosen)
        for period, (label, _years) in PERIODS.items()
    ]
