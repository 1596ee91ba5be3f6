"""« Chercher »: documents by their words, with these highlighted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from carnet.contents.passages import Piece
from carnet.nomenclature import terms
from carnet.records.finding import PAGE, Hit
from carnet.records.finding import search as find
from carnet.web.patient import by_year, search_asked
from carnet.web.patient.cards import Card, card
from carnet.web.patient.current import RecordRequest, in_archive, opened
from carnet.web.patient.search_asked import Asked, SearchForm
from carnet.web.ui import displays
from carnet.web.ui.chips import Choice

_SHOWN_AT_ONCE = 3  # words that the browser highlights in the document


@dataclass(frozen=True, slots=True)
class Line:
    """One document found; ``href`` asks the browser to highlight the words in it."""

    card: Card
    title: tuple[Piece, ...]
    passages: tuple[tuple[Piece, ...], ...]
    href: str


@in_archive
def search(request: RecordRequest) -> HttpResponse:
    """Ask for words by POST; show at an address that does not tell them what was found."""
    person_id = request.profile.person_id
    if request.method == "POST":
        form = SearchForm(request.POST)
        if form.is_valid():
            return redirect(Asked(person_id, form.cleaned_data["mots"]).address())
        return render(request, "patient/search.html", {"form": form}, status=422)
    asked = search_asked.read(request.GET, person_id)
    if asked is None:
        return render(request, "patient/search.html", {"form": SearchForm()})
    return render(request, "patient/search.html", _values(request, asked))


def _values(request: RecordRequest, asked: Asked) -> dict[str, Any]:
    found = find(opened(request), asked.words, asked.narrowed())
    if found.total and not found.hits:
        raise Http404  # a page after the last
    following = found.total > asked.page * PAGE
    return {
        "form": SearchForm(initial={"mots": asked.words}),
        "asked": asked,
        "found": found,
        "lines": [_line(hit) for hit in found.hits],
        "words": " ".join(found.words) if found.understood else asked.words,
        "missing": " ".join(found.missing),
        "without": asked.address(words=" ".join(found.words)) if found.words else "",
        "categories": list(_categories(found.categories, asked)),
        "years": list(by_year.choices(found.years, asked.year, lambda n: asked.address(year=n))),
        "newest": asked.address() if asked.page > 1 else "",
        "older": asked.address(page=asked.page + 1) if following else "",
    }


def _line(hit: Hit) -> Line:
    plain = card(hit.entry)
    title = hit.title or (Piece(plain.title),)
    return Line(plain, title, hit.passages, plain.href + _highlighted(hit.passages))


def _highlighted(passages: Sequence[Sequence[Piece]]) -> str:
    """A text fragment (WICG): it stays in the browser, which sends it to no server."""
    marked = [piece.text for passage in passages for piece in passage if piece.marked]
    wanted = list(dict.fromkeys(marked))[:_SHOWN_AT_ONCE]
    texts = "&".join(f"text={quote(word, safe='').replace('-', '%2D')}" for word in wanted)
    return f"#:~:{texts}" if texts else ""


def _categories(counts: Mapping[str, int], asked: Asked) -> Iterator[Choice]:
    if len(counts) > 1 or asked.category:
        yield Choice(_("Toutes"), asked.address(category=""), not asked.category)
        for code in terms.CATEGORIES:
            if counts.get(code) or code == asked.category:
                label = f"{displays.category(code)} ({counts.get(code, 0)})"
                yield Choice(label, asked.address(category=code), code == asked.category)
