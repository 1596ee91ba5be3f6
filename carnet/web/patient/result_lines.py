"""Lines of results, each with the documents that it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html

from carnet.base.clock import LEGAL_ZONE
from carnet.contents.series import MEASURED, Found, Point, Series
from carnet.formats.cda.values_model import Value
from carnet.records import results
from carnet.records.results import Results
from carnet.records.views import EntryView
from carnet.web.patient import cards
from carnet.web.ui import dates
from carnet.web.ui import document_words as words
from carnet.web.ui import result_words as told
from carnet.web.ui.language import of_documents

_SIGNS = {"high": "▲", "low": "▼"}


@dataclass(frozen=True, slots=True)
class Source:
    """A document that says it, by its title, and the place in its page."""

    title: str
    day: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One point in words; ``name`` is in the language ``lang``, "" for that of the page."""

    name: str
    lang: str
    value: str
    usual: str
    level: str  # high, low, abnormal, normal or ""
    when: str
    day: str
    comment: str
    doubtful: bool
    point: Point
    found: Results

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents that say it; most lines of a document's own page are not asked for them."""
        return sources(self.point, self.found)

    @property
    def remark(self) -> str:
        """« Plus haut que l’habituel », or ""."""
        return words.level(self.level)

    @property
    def marked_remark(self) -> str:
        """The same beside its sign, as HTML."""
        if not self.remark:
            return ""
        mark = '<span class="result-level"><span aria-hidden="true">{}</span> {}</span>'
        return format_html(mark, _SIGNS.get(self.level, "◆"), self.remark)


@dataclass(frozen=True, slots=True)
class Summary:
    """One analysis in a list: its last result, and where its page is."""

    line: Line
    href: str
    tendency: str
    group: str


def named(series: Series) -> tuple[str, str]:
    """What an analysis is called, by our tables else by its documents, and in which language."""
    last = series.last.value
    known = told.known(last) if series.kind in MEASURED else None
    name, lang = (known.name, "") if known else (series.name, of_documents())
    isolate = dict(last.detail).get("isolate", "")
    return (f"{name} – {isolate}" if isolate else name), lang


def line(series: Series, point: Point, found: Results) -> Line:
    """One point in words."""
    of, (name, lang) = point.value, named(series)
    return Line(
        name, lang, told.value(of), told.usual(of), point.level, told.when(point),
        told.day(point), of.comment, bool(of.doubts), point, found,
    )  # fmt: skip


def summary(series: Series, found: Results, person_id: int) -> Summary:
    """The last result of an analysis."""
    href = reverse("patient:result", args=[results.key(person_id, series)])
    group = dict(series.last.value.detail).get("group", "")
    return Summary(line(series, series.last, found), href, told.tendency(series), group)


def grouped(lines: Sequence[Summary], rest: str) -> list[tuple[str, list[Summary]]]:
    """Lines by what the laboratory groups them under, in the order of names; ``rest`` last."""
    groups: dict[str, list[Summary]] = {}
    for one in sorted(lines, key=lambda one: one.line.name):
        groups.setdefault(one.group, []).append(one)
    without = groups.pop("", [])
    in_order = sorted(groups.items())
    return in_order + ([(rest if in_order else "", without)] if without else [])


def sources(point: Point, found: Results) -> tuple[Source, ...]:
    """The documents of a point, each once, where they say it."""
    first: dict[int, Found] = {}
    for one in point.found:
        first.setdefault(one.entry_no, one)
    return tuple(_source(one, found.documents[number]) for number, one in first.items())


def _source(of: Found, entry: EntryView) -> Source:
    page = reverse("patient:document", args=[entry.logical_id])
    day = dates.words(entry.service_start.astimezone(LEGAL_ZONE))
    return Source(cards.title(entry), day, page + _place(of.place, of.value))


def _place(place: int, value: Value) -> str:
    """Where the page of a document shows a value: its own line, or the part that says it."""
    if value.kind in MEASURED:
        return f"?valeur={place}#valeur-{place}"
    return f"#{value.section}" if value.section else ""
