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

from carnet.records.stays import Care
from carnet.records.story import PAGE, Story
from carnet.records.story import story as tell
from carnet.web.patient import by_year, story_words
from carnet.web.patient.cards import Card, cards
from carnet.web.patient.current import RecordRequest, in_archive, opened


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
    year, page = by_year.year(request.GET), by_year.page(request.GET)
    found = tell(opened(request), year, page)
    values = {
        "months": list(_months(found)),
        "years": list(by_year.choices(found.years, year, _address)),
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


def _address(year: int, page: int = 1) -> str:
    values = {"annee": year or "", "page": page if page > 1 else ""}
    query = urlencode({key: value for key, value in values.items() if value})
    path = reverse("patient:story")
    return f"{path}?{query}" if query else path
