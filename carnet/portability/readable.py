"""The readable pages of a copy: they open in any browser, without a server nor a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from carnet.identity import directory
from carnet.identity.names import spoken
from carnet.nomenclature import terms
from carnet.portability import facts, manifest, telling
from carnet.portability.choice import ACCESS, ANSWERS, HISTORY
from carnet.portability.source import File, Source, part
from carnet.profile import carrying as profile
from carnet.profile.carrying import Given
from carnet.profile.queries import Question
from carnet.records import carrying
from carnet.records.views import DEPRECATED, EntryView
from carnet.sharing.carrying import Authorization

_STYLE, _FHIR = "pages/style.css", "fhir/carnet.json"
_ROWS, _LINES = 250, 500  # on one page


@dataclass(frozen=True, slots=True)
class Row:
    """One document in the list."""

    number: int
    title: str
    category: str
    author: str
    day: datetime
    href: str  # of the original, from the page of the list; "" when it is not there
    page: str  # of the readable page, when there is one
    missing: str
    replaced: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """One line of the page of accesses."""

    name: str
    blocked: bool
    administrator: bool
    since: datetime
    until: datetime | None


@part
def pages(source: Source) -> Iterator[File]:
    """The index and what it leads to."""
    rows = sorted(_rows(source), key=lambda one: (one.day, one.number), reverse=True)
    lists = _numbered("documents", len(rows), _ROWS)
    for number, name in enumerate(lists):
        some = rows[number * _ROWS : (number + 1) * _ROWS]
        yield _page("documents", name, source, rows=some, around=_around(lists, number))
    histories: list[str] = []
    if source.has(HISTORY):
        yield from _histories(source, histories)
    if source.has(ANSWERS):
        yield _page("answers", "pages/sante.html", source, answers=_answers(source))
    if source.has(ACCESS):
        yield _page("access", "pages/acces.html", source, agreed=_agreed(source))
    chosen = {part: source.has(part) for part in source.choice.parts}
    links: dict[str, Any] = {"documents_page": lists[0] if lists else "", "histories": histories}
    links |= {"proof": telling.PROOF if source.proven else "", "record": facts.RECORD}
    links |= {"fhir": _FHIR, "manifest": manifest.NAME}
    counts = {"count": len(rows), "missing": len(source.missing)}
    yield _page("index", "index.html", source, chosen=chosen, **links, **counts)
    style = files("carnet.portability").joinpath("templates/portability/style.css").read_bytes()
    yield File(_STYLE, (style,), of_house=True)


def _page(template: str, name: str, source: Source, **values: Any) -> File:
    """One page, rendered when its turn comes, in the language of the copy."""
    common = {
        "name": source.name, "person": source.person, "made": source.made,
        "service": settings.SERVICE_NAME,
        "language": translation.get_language() or "fr",
        "root": "../" if "/" in name else "",
    }  # fmt: skip
    html = render_to_string(f"portability/{template}.html", common | values)
    return File(name, (html.encode(),), of_house=True)


def _rows(source: Source) -> Iterator[Row]:
    for entry in carrying.views(source.taking):
        number = source.taking.numbers[entry.entry_no]
        yield _row(entry, number, source)


def _row(entry: EntryView, number: int, source: Source) -> Row:
    file = source.files.get(number, "")
    page = source.pages.get(number, "")
    return Row(
        number=number,
        title=entry.title,
        category=gettext(terms.CATEGORIES.get(entry.category, "")) if entry.category else "",
        author=entry.author_name,
        day=entry.service_start,
        href=f"../{quote(file)}" if file else "",
        page=f"../{quote(page)}" if page else "",
        missing=source.missing.get(number, ""),
        replaced=entry.status == DEPRECATED,
        hidden=entry.hidden_from_professionals,
    )


def _histories(source: Source, names: list[str]) -> Iterator[File]:
    """The history, some lines a page; ``names`` fills as they are written."""
    waiting = telling.lines(source)
    some = list(islice(waiting, _LINES))
    while some:
        following = list(islice(waiting, _LINES))
        names.append(_name("historique", len(names) + 1))
        after = _name("historique", len(names) + 1) if following else ""
        before = names[-2] if len(names) > 1 else ""
        around = {"newer": _beside(before), "older": _beside(after)}
        yield _page("history", names[-1], source, lines=some, around=around)
        some = following


def _numbered(stem: str, count: int, each: int) -> list[str]:
    return [_name(stem, number + 1) for number in range(-(-count // each))]


def _name(stem: str, number: int) -> str:
    return f"pages/{stem}-{number}.html"


def _around(names: list[str], number: int) -> Mapping[str, str]:
    newer = names[number - 1] if number else ""
    older = names[number + 1] if number + 1 < len(names) else ""
    return {"newer": _beside(newer), "older": _beside(older)}


def _beside(name: str) -> str:
    return name.removeprefix("pages/")


def _answers(source: Source) -> list[tuple[str, Given]]:
    """The newest answer to each question."""
    newest = {one.question: one for one in profile.given(source.person_id)}
    return [(gettext(_QUESTIONS[question]), one) for question, one in newest.items()]


_QUESTIONS = {
    Question.HEIGHT: gettext_noop("Taille (centimètres)"),
    Question.WEIGHT: gettext_noop("Poids (kilogrammes)"),
    Question.HISTORY: gettext_noop("Antécédents"),
    Question.TREATMENTS: gettext_noop("Traitements"),
}


def _agreed(source: Source) -> list[Agreed]:
    return [
        Agreed(_carer(one), one.effect == "blocked", one.administrator, one.since, one.until)
        for one in facts.authorizations(source)
    ]


def _carer(one: Authorization) -> str:
    if person := directory.professional_by_rpps(one.rpps) if one.rpps else None:
        return spoken(person.given_name, person.family_name, person.title)
    place = directory.organization_by_finess(one.finess) if one.finess else None
    return place.name if place else ""
