"""« Mon histoire de santé »: stays and visits by month, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from carnet.records.stays import Care
from carnet.records.story import PAGE, Story
from carnet.records.story import story as tell
from carnet.web.patient import story_words
from carnet.web.patient.cards import Card, cards
from carnet.web.patient.current import RecordRequest, in_archive, opened
from carnet.web.patient.search import Choice
from carnet.web.patient.search_asked import FIRST_YEAR, LAST_YEAR, number

_LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Event:
    """One stay or visit in words, with its documents; one document alone has no words of ours."""

    care: Care
    cards: list[Card]
    title: str
    place: str

    @property
    def grouped(self) -> bool:
        """Whether it has words of its own: a document alone has its title."""
        return self.care.stay or len(self.cards) > 1


@dataclass(frozen=True, slots=True)
class Month:
    """What began in one month."""

    day: date
    events: list[Event]


@in_archive
def story(request: RecordRequest) -> HttpResponse:
    """One page of it, of all years or of one (``?annee=``, ``?page=``)."""
    year = number(request.GET.get("annee", ""), FIRST_YEAR, LAST_YEAR)
    page = number(request.GET.get("page", ""), 1, _LAST_PAGE) or 1
    found = tell(opened(request), year, page)
    values = {
        "months": list(_months(found)),
        "years": list(_years(found, year)),
        "newest": _address(year) if page > 1 else "",
        "older": _address(year, page + 1) if found.total > page * PAGE else "",
    }
    return render(request, "patient/story.html", values)


def _months(found: Story) -> Iterator[Month]:
    for _name, cares in groupby(found.cares, lambda care: (care.first.year, care.first.month)):
        events = [_event(care) for care in cares]
        yield Month(events[0].care.first, events)


def _event(care: Care) -> Event:
    return Event(care, cards(care.entries), story_words.heading(care), story_words.place(care))


def _years(found: Story, chosen: int) -> Iterator[Choice]:
    if len(found.years) > 1 or chosen:
        yield Choice(_("Toutes les années"), _address(0), not chosen)
        for year in sorted({*found.years, *filter(None, [chosen])}, reverse=True):
            label = f"{year} ({found.years.get(year, 0)})"
            yield Choice(label, _address(year), year == chosen)


def _address(year: int, page: int = 1) -> str:
    values = {"annee": year or "", "page": page if page > 1 else ""}
    query = urlencode({key: value for key, value in values.items() if value})
    path = reverse("patient:story")
    return f"{path}?{query}" if query else path
